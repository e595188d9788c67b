/** `/openai/5.17.0_ws@8.18.0` (5), `/openai@5.17.0(ws@8.18.0)` (6), `openai@5.17.0` (9), scopes included; null for a bare version. */
export const readPath = (path: string): { readonly name: string; readonly version: string } | null => {
  const [, name, version] = /^\/?((?:@[^/]+\/)?[a-z~][^/@]*)[/@](\d[^/(_]*)(?:[(_].*)?$/i.exec(path) ?? []
  return name && version ? { name, version } : null
}

/** Without the peers it was resolved with. */
export const bare = (version: string): string => version.replace(/[(_].*$/, '')

/** What a dependency became. */
export type Target = { readonly name: string; readonly version: string }

/** `5.17.0(ws@8)` is of the key's own package, `/openai/5.17.0`, `openai@5.17.0` of another. */
export const targetOf = (key: string, version: string): Target =>
  readPath(version) ?? { name: key, version: bare(version) }
