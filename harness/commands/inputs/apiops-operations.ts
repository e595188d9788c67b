import { join } from 'node:path'
import { parseDocument } from 'yaml'
import { z } from 'zod'
import type { KnownSettings } from '../../ask/policies/policy-files.ts'
import { readIfThere } from '../../edges/documents.ts'
import { placeAt, UserError } from '../../errors.ts'

/**
 * An API's operations, as the specification beside its policy tells them (OpenAPI 3 and 2, as YAML or JSON); none where there is
 * no such file. https://learn.microsoft.com/azure/api-management/import-api-from-oas
 * @throws UserError `policy/invalid` for a file that is none
 */
export const readApiopsOperations = async (folder: string, apiFolder: string): Promise<KnownSettings['operations']> => {
  for (const name of ['specification.yaml', 'specification.yml', 'specification.json']) {
    const path = `${apiFolder}/${name}`
    const text = await readIfThere(join(folder, path))
    if (text !== null) return operationsIn(text.replace(/^\uFEFF/, ''), path)
  }
  return []
}

const operationsIn = (text: string, path: string): KnownSettings['operations'] => {
  // JSON is YAML.
  const document = parseDocument(text)
  const [first] = document.errors
  if (first)
    throw new UserError('policy/invalid', {
      what: `It is neither YAML nor JSON: ${first.message.split('\n')[0]}`,
      where: placeAt(path, text, first.pos[0]),
    })
  const read = specification.safeParse(document.toJS())
  if (!read.success)
    throw new UserError(
      'policy/invalid',
      read.error.issues.map((issue) => ({ what: `${issue.path.join('.')}: ${issue.message}.`, where: path })),
    )
  return Object.entries(read.data.paths).flatMap(([urlTemplate, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method]
      if (!operation) return []
      const id = operation.operationId ?? `${method}-${urlTemplate.replaceAll(/[^\w-]+/g, '-').replace(/^-/, '')}`
      return [{ id, name: operation.summary ?? id, method: method.toUpperCase(), urlTemplate }]
    }),
  )
}

/** https://spec.openapis.org/oas/v3.0.3#path-item-object */
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const

const operation = z.object({ operationId: z.string().exactOptional(), summary: z.string().exactOptional() })

/** What else stands there (`parameters`, `servers`) is passed over. */
const pathItem = z.object(Object.fromEntries(METHODS.map((method) => [method, operation.exactOptional()])))

const specification = z.object({ paths: z.record(z.string(), pathItem) })
