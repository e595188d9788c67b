import semver from 'semver'

/**
 * What a dependency's text asks for. `npm:name@range` is another package under this name (an alias), `npm:range` (yarn)
 * the same one; `patch:` (yarn) is a package with the project's own changes.
 */
export const readSpecifier = (key: string, spec: string): { readonly package: string; readonly range: string } => {
  const patched = /^patch:(.+?)#/.exec(spec)?.[1]
  if (patched !== undefined) return readDescriptor(decodeURIComponent(patched))
  if (!spec.startsWith('npm:')) return { package: key, range: spec.trim() === '' ? '*' : spec.trim() }
  const rest = spec.slice('npm:'.length)
  return semver.validRange(rest) === null ? readDescriptor(rest) : { package: key, range: rest }
}

/** `@scope/name@range`, `name@npm:range`, `name`. */
export const readDescriptor = (descriptor: string): { readonly package: string; readonly range: string } => {
  const at = descriptor.indexOf('@', 1)
  if (at === -1) return { package: descriptor, range: '*' }
  return readSpecifier(descriptor.slice(0, at), descriptor.slice(at + 1))
}

/** A range without the protocol that berry puts before it; an alias's (`npm:openai@^5`) stays. */
export const bareSpec = (spec: string): string =>
  /^npm:(?!@?[a-z][^@]*@)/i.test(spec) ? spec.slice('npm:'.length) : spec

/** Does this lead to something else than a registry: a git repository, a file, a folder? */
export const isElsewhere = (spec: string): boolean =>
  /^(?:git|git\+[a-z]+|ssh|https?|file|link|portal|github|gitlab|bitbucket|gist):|^git@/i.test(spec)
