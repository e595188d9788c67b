import { existsSync } from 'node:fs'
import { basename, relative, resolve } from 'node:path'
import { importFile } from '../edges/import-file.ts'
import { UserError } from '../errors.ts'
import type { Gateway } from '../measure/gateways/gateway.ts'
import { gateways } from '../measure/gateways/index.ts'
import { ownGateway } from '../measure/gateways/own-gateway.ts'
import type { Place } from '../model/options.ts'

export type KnownGateways = {
  /** The shipped ones and those of the user's own files, by id. */
  readonly gateways: Readonly<Record<string, Gateway>>
  /** The wishes with an id in the place of each path; undefined when there were none. */
  readonly wishes: readonly string[] | undefined
}

/**
 * Loads the files among the `--gateway` wishes; each is called by its file's name.
 * @throws UserError for a file that is not there, does not load, exports no handlers, or is named as a shipped gateway
 */
export const withOwnGateways = async (wishes: readonly string[] | undefined, place: Place): Promise<KnownGateways> => {
  const own = new Map<string, Gateway>()
  const named: string[] = []
  for (const wish of wishes ?? []) {
    if (!isFile(wish)) {
      named.push(wish)
      continue
    }
    const gateway = await load(wish, place)
    if (gateway.id in gateways || own.has(gateway.id))
      throw new UserError('gateway/duplicate', {
        what: `There is another gateway called "${gateway.id}".`,
        where: `--gateway ${wish}`,
        hint: 'A gateway is called by its file. Give the file another name.',
      })
    own.set(gateway.id, gateway)
    named.push(gateway.id)
  }
  return { gateways: { ...gateways, ...Object.fromEntries(own) }, wishes: wishes && named }
}

const isFile = (wish: string): boolean => /\.[cm]?[jt]s$/.test(wish)

const load = async (wish: string, { cwd }: Place): Promise<Gateway> => {
  const path = resolve(cwd, wish)
  const where = relative(cwd, path) || path
  if (!existsSync(path))
    throw new UserError('gateway/no-file', { what: `There is no file ${path}.`, where: `--gateway ${wish}` })
  const id = basename(path)
    .replace(/\.[cm]?[jt]s$/, '')
    .replaceAll(/[^\w.~-]/g, '-')
  const exports = await importFile(path, ['msw']).catch((error: unknown) => {
    throw new UserError('gateway/not-loaded', { what: `It could not be loaded: ${firstOf(error)}`, where })
  })
  return ownGateway(id, where, exports)
}

const firstOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error))
