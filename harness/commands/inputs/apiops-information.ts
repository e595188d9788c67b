import { join } from 'node:path'
import { getNodeValue } from 'jsonc-parser'
import { z } from 'zod'
import type { KnownSettings } from '../../ask/policies/policy-files.ts'
import { readIfThere } from '../../edges/documents.ts'
import { namesIn } from '../../edges/files.ts'
import { placeAt, UserError } from '../../errors.ts'
import { readJsonTree } from '../../json-tree.ts'

/**
 * The properties of one thing that the APIOps extractor wrote beside the policies; null: there is no such file.
 * @throws UserError `policy/invalid` for a file that does not hold them
 */
export const readInformation = async <T extends z.ZodType>(
  folder: string,
  path: string,
  properties: T,
): Promise<z.output<T> | null> => {
  const text = await readIfThere(join(folder, path))
  if (text === null) return null
  const { tree, slips } = readJsonTree(text.replace(/^\uFEFF/, ''))
  const value: unknown = tree && getNodeValue(tree)
  const [first] = slips
  if (first) throw new UserError('policy/invalid', { what: 'It is no JSON.', where: placeAt(path, text, first.offset) })
  // What does not hold any is told as lacking them.
  const outer = z.object({ properties: z.unknown() }).safeParse(value)
  const read = properties.safeParse(outer.data?.properties)
  if (read.success) return read.data
  throw new UserError(
    'policy/invalid',
    read.error.issues.map((issue) => ({
      what: `${['properties', ...issue.path].join('.')}: ${issue.message}.`,
      where: path,
    })),
  )
}

/** By the name that policies call them by. A secret has no value here. */
export const readApiopsNamedValues = async (folder: string, path: string): Promise<KnownSettings['namedValues']> => {
  const found: [string, string][] = []
  for (const name of await namesIn(join(folder, path))) {
    const value = await readInformation(folder, `${path}/${name}/namedValueInformation.json`, namedValue)
    if (typeof value?.value === 'string') found.push([value.displayName ?? name, value.value])
  }
  return Object.fromEntries(found)
}

/** https://learn.microsoft.com/azure/templates/microsoft.apimanagement/service/namedvalues */
const namedValue = z.object({ displayName: z.string().nullish(), value: z.string().nullish() })

/** A pool is taken for the first of its backends. */
export const readApiopsBackends = async (folder: string, path: string): Promise<KnownSettings['backends']> => {
  const urls = new Map<string, string>()
  const pools = new Map<string, readonly string[]>()
  for (const name of await namesIn(join(folder, path))) {
    const found = await readInformation(folder, `${path}/${name}/backendInformation.json`, backend)
    if (found?.url) urls.set(name, found.url)
    else if (found?.pool?.services)
      pools.set(
        name,
        found.pool.services.map(({ id }) => id.split('/').at(-1) ?? id),
      )
  }
  for (const [name, members] of pools) {
    const url = members.map((member) => urls.get(member)).find((one) => one !== undefined)
    if (url !== undefined) urls.set(name, url)
  }
  return Object.fromEntries([...urls].map(([name, url]) => [name, { url }]))
}

/** https://learn.microsoft.com/azure/templates/microsoft.apimanagement/service/backends */
const backend = z.object({
  url: z.string().nullish(),
  pool: z.object({ services: z.array(z.object({ id: z.string() })).nullish() }).nullish(),
})
