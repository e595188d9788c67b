import type { PolicySettings } from '../../../model/policy-settings.ts'

type Operation = PolicySettings['operations'][number]
export type Matched = { readonly operation: Operation; readonly parameters: Readonly<Record<string, string>> }

/**
 * The operation of a method and path, and what its template's parameters are: `{name}` is one segment, `{*name}` and a `*` at
 * the end the rest. The one with fewer parameters is nearer. https://learn.microsoft.com/azure/api-management/add-api-manually
 * @param path without the API's own
 */
export const matchOperation = (
  operations: readonly Operation[],
  method: string,
  path: string,
  query: URLSearchParams,
): Matched | null => {
  const found = operations.flatMap((operation) => {
    if (operation.method !== '*' && operation.method.toUpperCase() !== method.toUpperCase()) return []
    const parameters = parametersOf(operation.urlTemplate, path, query)
    return parameters ? [{ operation, parameters }] : []
  })
  return found.sort((a, b) => holes(a.operation) - holes(b.operation))[0] ?? null
}

const holes = ({ urlTemplate }: Operation): number => urlTemplate.split(/[{*]/).length

const parametersOf = (
  template: string,
  path: string,
  query: URLSearchParams,
): Readonly<Record<string, string>> | null => {
  const [pathTemplate = '', queryTemplate = ''] = template.split('?')
  const names: string[] = []
  const source = pathTemplate
    .replace(/\/+$/, '')
    .split(/(\{[^{}]*\}|\*)/)
    .map((piece) => {
      if (piece === '*') return '.*'
      if (!/^\{.*\}$/.test(piece)) return piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      names.push(
        piece
          .slice(1, -1)
          .replace(/^\*/, '')
          .replace(/[:=].*$/, ''),
      )
      return piece.startsWith('{*') ? '(.*)' : '([^/]+)'
    })
    .join('')
  const match = new RegExp(`^${source}/?$`, 'i').exec(path)
  if (!match) return null
  const inPath = names.map((name, index) => [name, decoded(match[index + 1] ?? '')] as const)
  const inQuery = [...new URLSearchParams(queryTemplate)].flatMap(([name, hole]) => {
    const value = query.get(name)
    return value === null ? [] : [[hole.replace(/^\{|\}$/g, ''), value] as const]
  })
  return Object.fromEntries([...inPath, ...inQuery])
}

/** A path that is no UTF-8 stays as it came. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
