import { resolve } from 'node:path'
import picomatch from 'picomatch'

/** Does an entry stand for whatever it fits? */
export const isGlob = (entry: string): boolean => picomatch.scan(entry).isGlob || entry.startsWith('!')

/** Does a scenario entry name a file rather than an id? */
export const isScenarioFile = (entry: string): boolean => entry.includes('/') || entry.endsWith('.json')

/**
 * Does a gateway entry name a file rather than an id: msw handlers, rules as JSON, a HAR recording, a policy document, a folder
 * of such (`./apim`, `apim/`, `apim#orders-api`)?
 */
export const isGatewayFile = (entry: string): boolean => isGatewayProgram(entry) || isPolicyPlace(entry)

/** Does a gateway entry name an API Management policy document, or a folder of them? No id has a `/` or a `#`. */
export const isPolicyPlace = (entry: string): boolean =>
  !isGatewayProgram(entry) && !entry.startsWith('!') && /\.xml$|[/#]|^\.{1,2}$/.test(entry)

const isGatewayProgram = (entry: string): boolean => /\.(?:[cm]?[jt]s|json|har)$/.test(entry)

/** The file or folder of an entry `folder#api`. */
export const placeOf = (entry: string): string => entry.replace(/(?<=.)#[^#]*$/, '')

/** Does a family entry name a file (JSON, or a module that exports one) rather than a package? */
export const isFamilyFile = (entry: string): boolean => /^\.{0,2}[/\\]|\.(?:[cm]?[jt]s|json)$/.test(entry)

/** The file's absolute path. What `matrix.json` names is seen from its folder, what a flag names from the current one. */
export const ownPath = (entry: string, folder: string): string => resolve(folder, entry)

/**
 * The same of a scenario entry, which may be a glob. What a folder's own name has of a glob's signs (`(app)`, `[id]`) fits any
 * one character: no escape is read alike by picomatch and by Node's glob.
 */
export const scenarioPath = (entry: string, folder: string): string =>
  resolve(isGlob(entry) ? folder.replaceAll(/[*?[\](){}!+@]/g, '?') : folder, entry)
