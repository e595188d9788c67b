import type { ReadyProgram } from '../../ask/programs/ready-program.ts'
import { findUses } from '../../ask/projects/find-uses.ts'
import type { KnownPackage } from '../../ask/projects/use.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import { projectFolder } from '../../edges/project-folder.ts'
import type { Dependency, NewFile } from '../../model/set-up.ts'
import { jsonText } from '../../tell/words/in-sight.ts'
import { RUNS } from '../inputs/ready-programs.ts'
import { hadOf } from './had.ts'
import { chosenReady, readyDraft } from './ready.ts'
import { versionsFrom } from './versions-from.ts'

export type ProjectOptions = {
  readonly cwd: string
  /** The folder of programs, and the matrix file, as the user names them. */
  readonly dir: string
  readonly config: string
  /** The id by which a package that a family knows is named everywhere else. */
  readonly idOf: (one: KnownPackage) => string
}

/** What a matrix file says of one package. */
type Part = {
  readonly sdk: Readonly<Record<string, unknown>>
  readonly credentials: Readonly<Record<string, unknown>>
  /** Over the entry. */
  readonly comment: readonly string[]
  readonly program: NewFile | null
}

/**
 * A matrix file for what is known of a project's packages: families by their scenarios, the others by ready programs.
 * @returns first the matrix file, behind it the programs; none, where nothing is known
 */
export const projectMatrix = async (
  known: readonly Dependency[],
  ready: readonly ReadyProgram[],
  { cwd, dir, config, idOf }: ProjectOptions,
): Promise<readonly NewFile[]> => {
  const { uses } = await findUses(projectFolder(cwd), known)
  const parts: Part[] = []
  for (const one of known) {
    const own = uses.filter((use) => use.registry === one.registry && use.package === one.package)
    const { versions, words } = versionsFrom(one.registry, hadOf(one.registry, own))
    if (one.by === 'family')
      parts.push({
        sdk: { id: idOf(one), registry: one.registry, package: one.package, versions },
        credentials: {},
        comment: [words],
        program: null,
      })
    if (one.by === 'ready') parts.push(...(await readyPart(one, ready, versions, words, { cwd, dir })))
  }
  if (parts.length === 0) return []
  return [{ path: config, text: matrixText(parts) }, ...parts.flatMap(({ program }) => program ?? [])]
}

const readyPart = async (
  { registry, package: name }: Dependency,
  ready: readonly ReadyProgram[],
  versions: readonly unknown[],
  words: string,
  { cwd, dir }: { readonly cwd: string; readonly dir: string },
): Promise<readonly Part[]> => {
  const chosen = chosenReady(name, { registry, package: name }, ready, { cwd, env: {} })
  if (!chosen) return []
  const draft = await readyDraft(chosen)
  const path = `${dir}/${draft.file}`
  const { sdk, credentials } = draft.entry(`${RUNS[ecosystems[registry].language]} ${path}`)
  return [
    {
      sdk: { ...sdk, versions },
      credentials,
      comment: [words, `By a program of a call or two (${path}), which is yours to change.`],
      program: { path, text: draft.text(path) },
    },
  ]
}

const matrixText = (parts: readonly Part[]): string => {
  const entries = parts.map(({ sdk, comment }) =>
    [...comment.map((line) => `// ${oneLine(line)}`), ...jsonText(sdk).split('\n')]
      .map((line) => `    ${line}`)
      .join('\n'),
  )
  const credentials = Object.assign({}, ...parts.map((part) => part.credentials))
  return [
    '{',
    '  // What `sdkdrift matrix` measures: each version of these, behind a mock gateway.',
    '  "sdks": [',
    entries.join(',\n'),
    '  ],',
    ...(Object.keys(credentials).length > 0
      ? [
          '  // Minted anew for each run, in this form: no key of yours is needed, and none is used.',
          `  "credentials": ${jsonText(credentials).replaceAll('\n', '\n  ')},`,
        ]
      : []),
    '  // Which gateways stand in front: ids (`sdkdrift list gateways`), or files of yours: "./policy.xml". Without it, those',
    '  // that suit each SDK.',
    '  // "gateways": ["apim-validate-jwt"],',
    '  // From which severity on a change fails a run.',
    '  "failOn": "breaking",',
    '  // What was looked into and does not fail a run: `sdkdrift accept` writes here.',
    '  "accepted": []',
    '}',
    '',
  ].join('\n')
}

/** Words hold names of files, which hold whatever they like. */
const oneLine = (text: string): string => text.replaceAll(/[\r\n\u2028\u2029]/g, ' ')
