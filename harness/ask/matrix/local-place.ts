import { resolve } from 'node:path'
import { isLocal } from '../../model/local-selector.ts'

/** A local selector as it can be found from anywhere: an absolute path; a commit's address, as any published version, is itself. */
export const localPlace = (selector: string, folder: string): string =>
  isLocal(selector) && !/^(?:git\+|file:)/.test(selector) ? resolve(folder, selector) : selector
