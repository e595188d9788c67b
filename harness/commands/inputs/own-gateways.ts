import { hash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, extname, relative, resolve } from 'node:path'
import { parseHar } from '../../ask/gateways/parse-har.ts'
import { parseRules } from '../../ask/gateways/parse-rules.ts'
import { knownHint } from '../../ask/matrix/nearest.ts'
import { isGatewayFile, isPolicyPlace, placeOf } from '../../ask/matrix/own-file.ts'
import { importFile } from '../../edges/import-file.ts'
import { UserError } from '../../errors.ts'
import { control } from '../../measure/gateways/control.ts'
import { withFamilyGateways } from '../../measure/gateways/family-gateway.ts'
import type { Gateway } from '../../measure/gateways/gateway.ts'
import { ownGateway } from '../../measure/gateways/own-gateway.ts'
import { rulesHandlers } from '../../measure/gateways/rules.ts'
import { type CredentialShapes, sentRolesOf } from '../../model/credential-shape.ts'
import type { Family } from '../../model/family.ts'
import type { Matrix } from '../../model/matrix.ts'
import type { Place } from '../../model/options.ts'
import { ROLES } from '../../model/role.ts'
import { shippedDocuments } from './shipped-documents.ts'

/**
 * The shipped gateways and those of the files among these entries, by id.
 * @throws UserError for a file that is not there, does not load, exports no handlers, breaks the form of a gateway file, or is named as another gateway
 */
export const withOwnGateways = async (
  entries: readonly string[],
  { cwd }: Place,
  credentials: CredentialShapes,
  families: readonly Family[],
): Promise<Readonly<Record<string, Gateway>>> => {
  const all = new Map<string, Gateway>(Object.entries(withFamilyGateways(families, await shippedDocuments())))
  const roles = [...ROLES, ...Object.entries(credentials).flatMap(([name, shape]) => sentRolesOf(name, shape))]
  // The matrix and a flag may name the same file.
  for (const path of new Set(entries.filter(isGatewayFile).map((entry) => resolve(cwd, entry)))) {
    const where = relative(cwd, path) || path
    const gateway = await load(path, where, roles)
    // What every program is tried behind is of the tool's own: it would silently stand in for the user's.
    if (all.has(gateway.id) || gateway.id === control.id)
      throw new UserError('gateway/duplicate', {
        what: `There is another gateway called "${gateway.id}".`,
        where,
        hint: 'A gateway is called by its file. Give the file another name.',
      })
    all.set(gateway.id, gateway)
  }
  return Object.fromEntries(all)
}

/** Every gateway entry of a matrix: those for all SDKs, and those for one. */
export const gatewayEntries = ({ gateways, sdks }: Pick<Matrix, 'gateways' | 'sdks'>): readonly string[] => [
  ...gateways,
  ...sdks.flatMap((sdk) => sdk.gateways ?? []),
]

/** A file that the entries of some SDKs name is theirs alone: no glob over all gateways means it. */
export const ofTheirsAlone = (
  known: Readonly<Record<string, Gateway>>,
  ofOne: readonly string[],
  ofAll: readonly string[],
): Readonly<Record<string, Gateway>> => {
  const all = new Set(ofAll.map(gatewayName))
  const theirs = ofOne.filter(isGatewayFile).map(gatewayName)
  return Object.fromEntries(
    Object.entries(known).map(([id, gateway]) => [
      id,
      theirs.includes(id) && !all.has(id) ? { ...gateway, byName: true } : gateway,
    ]),
  )
}

/** What a gateway entry is called: an id or glob as it stands, a file by its name, a folder with what is picked of it. */
export const gatewayName = (entry: string): string =>
  isPolicyPlace(entry)
    ? safeName(basename(placeOf(entry), '.xml') + entry.slice(placeOf(entry).length))
    : isGatewayFile(entry)
      ? safeName(basename(entry, extname(entry)))
      : entry

/** What can stand in a header field and in a report's links. */
const safeName = (name: string): string => name.replaceAll(/[^\w.~-]/g, '-')

const load = async (path: string, where: string, roles: readonly string[]): Promise<Gateway> => {
  if (isPolicyPlace(path)) {
    // Loaded here: what reads policy documents is a fifth of all that a run without one loads.
    const { policyGateway } = await import('./policy-gateway.ts')
    return policyGateway(path, { id: gatewayName(path), where, roles })
  }
  if (!existsSync(path)) throw new UserError('gateway/no-file', { what: `There is no file ${path}.`, where })
  const id = gatewayName(path)
  const parse = PARSERS[extname(path)]
  if (!parse) return ownGateway(id, where, await exportsOf(path, where))
  const text = await readFile(path, 'utf8')
  const rules = parse(text, where)
  const unknown = rules.credential.find((role) => !roles.includes(role))
  if (unknown !== undefined)
    throw new UserError('gateway/no-credential', {
      what: `It wants the credential "${unknown}", which nobody has.`,
      where,
      hint: `Add it to "credentials" in matrix.json. ${knownHint(unknown, roles, 'credentials')}`,
    })
  const label = safeName(basename(path))
  return {
    id,
    title: `Your own gateway: ${where}.`,
    own: true,
    digest: hash('sha256', text),
    handlers: (context) => rulesHandlers(label, rules, context),
  }
}

/** Gateways as data, by the file's extension; any other is a module. */
const PARSERS: Readonly<Record<string, typeof parseRules>> = { '.json': parseRules, '.har': parseHar }

const exportsOf = (path: string, where: string): Promise<Readonly<Record<string, unknown>>> =>
  importFile(path, ['msw']).catch((error: unknown) => {
    throw new UserError('gateway/not-loaded', { what: `It could not be loaded: ${firstOf(error)}`, where })
  })

const firstOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error))
