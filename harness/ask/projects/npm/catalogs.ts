import { member, members, type Node, readJson, text } from '../json-text.ts'

/** Ranges that a workspace keeps in one place: catalog → package → range. `catalog:` alone names `default`. */
export type Catalogs = Readonly<Record<string, Readonly<Record<string, string>>>>

/** bun writes them into the root's package.json, at the top or below `workspaces`. https://bun.com/docs/install/catalogs */
export const catalogsOfPackageJson = (source: string): Catalogs => {
  const json = readJson('', source)
  if ('fault' in json) return {}
  const homes = [json.root, member(json.root, 'workspaces')]
  const one = (node: Node | undefined) =>
    Object.fromEntries(
      members(node).flatMap(({ key, value }) => (text(value) === undefined ? [] : [[key, text(value) ?? '']])),
    )
  return Object.fromEntries(
    homes.flatMap((home) => [
      ...(member(home, 'catalog') ? [['default', one(member(home, 'catalog'))] as const] : []),
      ...members(member(home, 'catalogs')).map(({ key, value }) => [key, one(value)] as const),
    ]),
  )
}
