import type { Ecosystem } from '../../ecosystems/ecosystem.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import type { Arg, Invocation } from '../../model/recipe.ts'
import type { Registry } from '../../model/sdk.ts'

export type Named = Record<string, Arg>

/** Options by name, and by place: `#1`. */
export const invoke = (registry: Registry, named: Named): Invocation => {
  const byPlace = new Map<number, Arg>()
  const byName: Named = {}
  for (const [name, arg] of Object.entries(named)) {
    const [, place, rest] = /^#(\d+)(?:\.(.+))?$/.exec(name) ?? []
    if (place === undefined) byName[name] = arg
    else if (rest === undefined) byPlace.set(Number(place), arg)
    else byPlace.set(Number(place), mergedInto(objectOf(byPlace.get(Number(place))), { [rest]: arg }))
  }
  const places = Array.from({ length: Math.max(-1, ...byPlace.keys()) + 1 }, (_, index) => byPlace.get(index) ?? null)
  const hasNames = Object.keys(byName).length > 0 || places.length === 0
  const { args, kwargs } = INVOKE[ecosystems[registry].arguments](hasNames ? mergedInto({}, byName) : null, {})
  return { args: [...places, ...args], kwargs }
}

export const objectOf = (arg: Arg | undefined): Named =>
  typeof arg === 'object' && arg !== null && !Array.isArray(arg) ? { ...(arg as Named) } : {}

/** Members by dotted path: `httpOptions.headers`. */
export const mergedInto = (base: Readonly<Named>, named: Named): Named => {
  const out: Named = { ...base }
  for (const [path, arg] of Object.entries(named)) {
    const [first = '', ...rest] = path.split('.')
    out[first] = rest.length === 0 ? arg : mergedInto(objectOf(out[first]), { [rest.join('.')]: arg })
  }
  return out
}

/** What a call takes, and what is said about this one request: objects one behind the other, or keywords side by side. */
export const INVOKE = {
  object: (named, more) => ({
    args: [named, Object.keys(more).length > 0 ? mergedInto({}, more) : null].filter((arg) => arg !== null),
    kwargs: {},
  }),
  keywords: (named, more) => ({ args: [], kwargs: mergedInto(named ?? {}, more) }),
} as const satisfies Record<Ecosystem['arguments'], (named: Readonly<Named> | null, more: Named) => Invocation>
