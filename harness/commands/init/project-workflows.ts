import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isThere } from '../../edges/documents.ts'
import { root } from '../../edges/paths.ts'
import type { NewFile } from '../../model/set-up.ts'

/** The templates of each service, and where a project keeps them. */
const SERVICES = {
  github: {
    files: {
      'github-gate.yml': '.github/workflows/sdkdrift-gate.yml',
      'github-nightly.yml': '.github/workflows/sdkdrift-nightly.yml',
    },
    next: 'commit: on GitHub the gate then answers on pull requests, and the matrix runs at night (SDKDRIFT in the two files says what they install)',
  },
  gitlab: {
    files: { 'gitlab.yml': '.gitlab/sdkdrift.yml' },
    next: 'in .gitlab-ci.yml: `include: [{ local: .gitlab/sdkdrift.yml }]`, and a schedule for the night (Build > Pipeline schedules); SDKDRIFT in the file says what is installed',
  },
} as const

/**
 * The gate and the job of the night, for the service that a project uses: GitLab where it has a `.gitlab-ci.yml`.
 * @param tool what the jobs install; undefined: what the templates name
 */
export const projectWorkflows = async (
  cwd: string,
  tool: string | undefined,
): Promise<{ readonly files: readonly NewFile[]; readonly next: string }> => {
  const isGitLab = await isThere(join(cwd, '.gitlab-ci.yml'))
  const { files, next } = SERVICES[isGitLab ? 'gitlab' : 'github']
  const texts = Object.entries(files).map(async ([template, path]) => ({
    path,
    text: installing(await readFile(join(root(), 'deploy', template), 'utf8'), tool),
  }))
  return { files: await Promise.all(texts), next }
}

const installing = (template: string, tool: string | undefined): string =>
  tool === undefined ? template : template.replace(/^( *SDKDRIFT: ).*$/mu, (_, head: string) => head + quoted(tool))

/** As YAML reads it whole, whatever stands in it. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
