import type { ProjectFiles } from '../../../edges/project-files.ts'
import { member, readJson, text } from '../json-text.ts'
import type { Use } from '../use.ts'

/**
 * Is an npm package imported by this project and never required? Yes where every manifest that asks for it says
 * `"type": "module"`. Else both may be: a file of CommonJS requires it, a bundler or a `.mjs` imports it, TypeScript compiles
 * to either; and so may a package that only the lockfile knows to want it.
 * @param uses of that package
 */
export const importsAlone = async (files: Pick<ProjectFiles, 'read'>, uses: readonly Use[]): Promise<boolean> => {
  const manifests = new Set(uses.map(({ declared }) => declared?.at.file ?? ''))
  const types = await Promise.all([...manifests].map((file) => typeIn(file, files)))
  return types.length > 0 && types.every((type) => type === 'module')
}

const typeIn = async (file: string, files: Pick<ProjectFiles, 'read'>): Promise<string | undefined> => {
  const source = /(^|\/)package\.json$/.test(file) ? await files.read(file) : null
  const json = source === null ? null : readJson(file, source)
  return json && !('fault' in json) ? text(member(json.root, 'type')) : undefined
}
