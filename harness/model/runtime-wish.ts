import { LANGUAGES, type Language, type Runtime } from './runtime.ts'

/** A runtime as a user asks for it: a version, or the beginning of one, of which the newest is taken. */
export type RuntimeWish = { readonly name: Language; readonly version: string }

/** The runtime that a wish turned out to be on this machine. */
export type AskedRuntime = Runtime & { readonly asked: RuntimeWish }

/** `node 22`, `node 22.12.0`, `python 3.11`. */
export const RUNTIME_WISH = new RegExp(`^(${LANGUAGES.join('|')}) (\\d+(?:\\.\\d+){0,2})$`)

/** null when it names no runtime. */
export const wishIn = (text: string): RuntimeWish | null => {
  const [, found, version] = RUNTIME_WISH.exec(text) ?? []
  const name = LANGUAGES.find((one) => one === found)
  return name === undefined || version === undefined ? null : { name, version }
}

/** As it is written, and as reports name the runtime that it became: it is the same from night to night. */
export const wishText = ({ name, version }: RuntimeWish): string => `${name} ${version}`

/** Is this version of the runtime one that was asked for? `3.1` does not stand for `3.11`. */
export const isWished = (version: string, wish: RuntimeWish): boolean =>
  version === wish.version || version.startsWith(`${wish.version}.`)

/**
 * The wishes of one place with those of another that is nearer to the user: of each language that the nearer one speaks of
 * its wishes alone. undefined: neither says anything.
 */
export const nearerWishes = (
  far: readonly RuntimeWish[] | undefined,
  near: readonly RuntimeWish[] | undefined,
): readonly RuntimeWish[] | undefined => {
  if (!near || near.length === 0) return far
  return [...(far ?? []).filter(({ name }) => near.every((one) => one.name !== name)), ...near]
}
