import { join } from 'node:path'
import { parse } from 'jsonc-parser'
import { z } from 'zod'
import { knownHint } from '../../ask/matrix/nearest.ts'
import type { KnownSettings, PolicyFile, PolicyFiles } from '../../ask/policies/policy-files.ts'
import { readIfThere } from '../../edges/documents.ts'
import { namesIn } from '../../edges/files.ts'
import { UserError } from '../../errors.ts'
import { readApiopsBackends, readApiopsNamedValues, readInformation } from './apiops-information.ts'
import { readApiopsOperations } from './apiops-operations.ts'

/**
 * What belongs to one API of a folder that the APIOps extractor wrote.
 * https://azure.github.io/apiops/apiops/3-apimTools/apiops-2-1-tools-extractor.html
 * @param pick `api` or `api/operation`; `api/-`: the API's policy and none of an operation. Null: the only one that there is
 */
export const readApiopsFolder = async (
  folder: string,
  pick: string | null,
  settings: PolicyFile | null,
): Promise<PolicyFiles> => {
  const [wantedApi, wantedOperation] = pick === null ? [null, null] : split(pick)
  const root = await foldersOf(folder)
  const apis = root.apis === null ? [] : await namesIn(join(folder, root.apis))
  const api = pickOne(
    // A revision beside the current one stands in a folder of its own.
    wantedApi === null ? apis.filter((name) => !name.includes(';rev=')) : apis,
    wantedApi,
    { code: 'policy/which-api', where: folder, what: 'APIs', how: (name) => `${folder}#${name}` },
  )
  const apiFolder = api === null ? null : `${root.apis}/${api}`
  const operation = api === null ? null : await pickOperation(folder, `${apiFolder}/operations`, wantedOperation, api)
  const product = await pickProduct(folder, root.products, api, settings)
  const read = async (path: string): Promise<PolicyFile | null> => {
    const text = await readIfThere(join(folder, path))
    return text === null ? null : { path, text }
  }
  const scopes = {
    global: await read('policy.xml'),
    product: product === null ? null : await read(`${root.products}/${product}/policy.xml`),
    api: apiFolder === null ? null : await read(`${apiFolder}/policy.xml`),
    operation: operation === null ? null : await read(`${apiFolder}/operations/${operation}/policy.xml`),
  }
  const fragments: Record<string, PolicyFile> = {}
  for (const name of root.fragments === null ? [] : await namesIn(join(folder, root.fragments))) {
    const file = await read(`${root.fragments}/${name}/policy.xml`)
    if (file) fragments[name] = file
  }
  return {
    scopes: Object.fromEntries(Object.entries(scopes).filter(([, file]) => file !== null)),
    fragments,
    settings,
    known: {
      namedValues: root.namedValues === null ? {} : await readApiopsNamedValues(folder, root.namedValues),
      backends: root.backends === null ? {} : await readApiopsBackends(folder, root.backends),
      ...(await apiKnown(folder, apiFolder, api)),
      operations: apiFolder === null ? [] : await readApiopsOperations(folder, apiFolder),
      product: product === null ? null : await productKnown(folder, `${root.products}/${product}`, product),
    },
  }
}

const split = (pick: string): readonly [string, string | null] => {
  const at = pick.indexOf('/')
  return at === -1 ? [pick, null] : [pick.slice(0, at), pick.slice(at + 1)]
}

/** Versions of the extractor spell a folder with a blank, in one word or with capitals. */
const foldersOf = async (folder: string) => {
  const names = await namesIn(folder)
  const find = (plain: string): string | null =>
    names.find((name) => name.toLowerCase().replace(/[ _-]/g, '') === plain) ?? null
  return {
    apis: find('apis'),
    products: find('products'),
    fragments: find('policyfragments'),
    namedValues: find('namedvalues'),
    backends: find('backends'),
  }
}

type Question = {
  readonly code: string
  readonly where: string
  readonly what: string
  readonly how: (name: string) => string
}

const pickOne = (
  names: readonly string[],
  wanted: string | null,
  { code, where, what, how }: Question,
): string | null => {
  if (wanted !== null) {
    if (names.includes(wanted)) return wanted
    throw new UserError(code, {
      what: `There is no "${wanted}" among its ${what}.`,
      where,
      hint: knownHint(wanted, names, what),
    })
  }
  if (names.length <= 1) return names[0] ?? null
  throw new UserError(code, {
    what: `It holds ${names.length} ${what}, and nobody says which is meant.`,
    where,
    hint: `Name one: ${names.map(how).join(', ')}.`,
  })
}

const pickOperation = async (
  folder: string,
  path: string,
  wanted: string | null,
  api: string,
): Promise<string | null> => {
  if (wanted === '-') return null
  const names = await namesIn(join(folder, path))
  const question = {
    code: 'policy/which-operation',
    where: join(folder, path),
    what: 'operations with a policy',
    how: (name: string) => `${folder}#${api}/${name}`,
  }
  if (wanted !== null || names.length <= 1) return pickOne(names, wanted, question)
  return pickOne([...names, '-'], null, { ...question, what: 'operations with a policy, "-" for the others' })
}

const pickProduct = async (
  folder: string,
  products: string | null,
  api: string | null,
  settings: PolicyFile | null,
): Promise<string | null> => {
  if (products === null) return null
  const wanted = wantedProduct(settings)
  if (wanted === null) return null
  const names = await namesIn(join(folder, products))
  if (wanted !== undefined) {
    const found = names.find((name) => name.toLowerCase() === wanted.toLowerCase())
    return (
      found ??
      pickOne(names, wanted, {
        code: 'policy/which-product',
        where: join(folder, products),
        what: 'products',
        how: String,
      })
    )
  }
  const held = await Promise.all(names.map((name) => holds(folder, `${products}/${name}`, api)))
  // Where no product says what it holds, any may.
  const meant = held.every((one) => one === null) ? names : names.filter((_, index) => held[index])
  return pickOne(meant, null, {
    code: 'policy/which-product',
    where: join(folder, products),
    what: 'products with this API',
    how: (name) => `"product": { "id": "${name}" } in policy.settings.json`,
  })
}

/** Undefined: the settings say nothing of it; null: by no product. */
const wantedProduct = (settings: PolicyFile | null): string | null | undefined => {
  const value: unknown = settings ? parse(settings.text) : {}
  const read = z.object({ product: z.object({ id: z.string() }).nullable().optional() }).safeParse(value)
  return read.success ? (read.data.product === null ? null : read.data.product?.id) : undefined
}

/** Whether a product holds the API, by its list (older extractors) or its folder of links; null: it does not say. */
const holds = async (folder: string, product: string, api: string | null): Promise<boolean | null> => {
  const list = await readIfThere(join(folder, product, 'apis.json'))
  const links = await namesIn(join(folder, product, 'apis'))
  if (list === null && links.length === 0) return null
  const listed = z.array(z.union([z.string(), z.object({ name: z.string() })])).safeParse(parse(list ?? '[]'))
  const names = listed.success ? listed.data.map((one) => (typeof one === 'string' ? one : one.name)) : []
  return [...names, ...links].some((name) => name === api)
}

const apiKnown = async (
  folder: string,
  path: string | null,
  id: string | null,
): Promise<Pick<KnownSettings, 'subscription' | 'api'>> => {
  if (path === null || id === null) return { subscription: {}, api: {} }
  const found = await readInformation(folder, `${path}/apiInformation.json`, apiInformation)
  const names = found?.subscriptionKeyParameterNames
  return {
    subscription: {
      ...(found?.subscriptionRequired === undefined || found.subscriptionRequired === null
        ? {}
        : { required: found.subscriptionRequired }),
      ...(names?.header ? { header: names.header } : {}),
      ...(names?.query ? { query: names.query } : {}),
    },
    api: {
      id,
      name: found?.displayName ?? id,
      ...(found?.path ? { path: found.path } : {}),
      ...(found?.serviceUrl ? { serviceUrl: found.serviceUrl } : {}),
      ...(found?.apiVersion ? { version: found.apiVersion } : {}),
      ...(found?.apiRevision ? { revision: found.apiRevision } : {}),
    },
  }
}

/** https://learn.microsoft.com/azure/templates/microsoft.apimanagement/service/apis */
const apiInformation = z.object({
  displayName: z.string().nullish(),
  path: z.string().nullish(),
  serviceUrl: z.string().nullish(),
  apiVersion: z.string().nullish(),
  apiRevision: z.string().nullish(),
  subscriptionRequired: z.boolean().nullish(),
  subscriptionKeyParameterNames: z.object({ header: z.string().nullish(), query: z.string().nullish() }).nullish(),
})

const productKnown = async (folder: string, path: string, id: string): Promise<KnownSettings['product']> => {
  const found = await readInformation(
    folder,
    `${path}/productInformation.json`,
    z.object({ displayName: z.string().nullish() }),
  )
  return { id, name: found?.displayName ?? id }
}
