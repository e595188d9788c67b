import type { Value } from '../value.ts'

/** Names and what they hold; an inner one sees the outer. */
export class Scope {
  private readonly names = new Map<string, Value>()
  /** Variables that C# knows for no more than an `object`. */
  private boxed: Set<string> | null = null
  private readonly outer: Scope | null

  constructor(outer: Scope | null) {
    this.outer = outer
  }

  has(name: string): boolean {
    return this.names.has(name) || (this.outer?.has(name) ?? false)
  }

  get(name: string): Value | undefined {
    return this.names.has(name) ? this.names.get(name) : this.outer?.get(name)
  }

  isBoxed(name: string): boolean {
    return this.names.has(name) ? (this.boxed?.has(name) ?? false) : (this.outer?.isBoxed(name) ?? false)
  }

  declare(name: string, value: Value, boxed = false): void {
    this.names.set(name, value)
    if (!boxed) return
    this.boxed ??= new Set()
    this.boxed.add(name)
  }

  /** @returns whether there is such a name */
  set(name: string, value: Value): boolean {
    if (this.names.has(name)) {
      this.names.set(name, value)
      return true
    }
    return this.outer?.set(name, value) ?? false
  }
}
