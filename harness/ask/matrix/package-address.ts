import { ecosystems } from '../../ecosystems/index.ts'
import { UserError } from '../../errors.ts'
import { REGISTRIES, type Registry } from '../../model/sdk.ts'

/** A package by its registry's own name: `npm:stripe`, `npm:@aws-sdk/client-s3`, `pypi:boto3`. */
export type PackageAddress = { readonly registry: Registry; readonly package: string }

const isRegistry = (text: string | undefined): text is Registry => REGISTRIES.some((name) => name === text)

/**
 * null when the text is none: an SDK's id has no colon.
 * @throws UserError for a name that no package of the registry can have
 */
export const packageAddress = (text: string): PackageAddress | null => {
  const [, registry, name] = /^([a-z]+):(.*)$/s.exec(text) ?? []
  if (!isRegistry(registry) || name === undefined) return null
  if (ecosystems[registry].validName(name)) return { registry, package: name }
  throw new UserError('options/package', {
    what: `"${name}" is no package name on ${ecosystems[registry].name}.`,
    where: text,
    hint: `For example: ${registry}:openai`,
  })
}

/** The end of the part of `npm:@scope/name@1.2.3` that names the package; ids have no `@`, paths may. */
export const endOfName = (text: string): number => text.indexOf('@', /^[a-z]+:@/.test(text) ? text.indexOf('@') + 1 : 0)
