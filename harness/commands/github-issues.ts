import { z } from 'zod'
import type { Ran, Run } from '../edges/process.ts'
import { UserError } from '../errors.ts'
import type { Place } from '../model/options.ts'
import { type Issue, markOf } from '../tell/reporters/answers/issue.ts'

/** What became of one finding's issue. */
export type Published =
  | { readonly id: string; readonly did: 'opened'; readonly url: string }
  | { readonly id: string; readonly did: 'updated' | 'reopened' | 'left as it is'; readonly number: number }
  | { readonly id: string; readonly did: 'failed'; readonly reason: string }

/** All issues of this tool carry it; the list of them is one question. */
const LABEL = 'sdkdrift'

/** What gh needs: where it is, who it is, and which host and repository it speaks to. */
const PASSED =
  /^(?:PATH|HOME|XDG_CONFIG_HOME|GH_.+|GITHUB_(?:TOKEN|REPOSITORY|SERVER_URL|ACTIONS)|(?:HTTPS?|NO|ALL)_PROXY|SSL_CERT_(?:FILE|DIR))$/i

const issuesSchema = z.array(z.object({ number: z.number(), state: z.string(), body: z.string().nullable() }))

/**
 * Opens an issue for each finding, or brings the one that there is up to date; a closed one is opened again.
 * @throws UserError when gh is not there or does not answer for this repository
 */
export const publishIssues = async (
  issues: ReadonlyMap<string, Issue>,
  repository: string | undefined,
  place: Place,
  run: Run,
): Promise<readonly Published[]> => {
  const env = Object.fromEntries(
    Object.entries(place.env).flatMap(([name, value]) =>
      value !== undefined && PASSED.test(name) ? [[name, value]] : [],
    ),
  )
  const where = repository ?? place.env['GITHUB_REPOSITORY']
  const gh = (...args: readonly string[]): Promise<Ran> =>
    run({
      file: 'gh',
      args: [...args, ...(where ? ['--repo', where] : [])],
      cwd: place.cwd,
      env: { ...env, GH_PROMPT_DISABLED: '1' },
    })

  const words = ['--description', 'Found by sdkdrift', '--color', 'D93F0B']
  said(await gh('label', 'create', LABEL, '--force', ...words))
  const fields = ['--json', 'number,state,body']
  const listed = said(await gh('issue', 'list', '--label', LABEL, '--state', 'all', '--limit', '1000', ...fields))
  const there = issuesSchema.parse(JSON.parse(listed))

  const published: Published[] = []
  // One after the other: GitHub asks for it where something is written.
  for (const [id, { title, body }] of issues) {
    const old = there.find((one) => one.body?.includes(markOf(id)))
    if (!old) {
      const opened = await gh('issue', 'create', '--title', title, '--body', body, '--label', LABEL)
      published.push(failed(id, opened) ?? { id, did: 'opened', url: opened.stdout.trim() })
      continue
    }
    const number = String(old.number)
    const same = old.body?.replaceAll('\r\n', '\n').trim() === body.trim()
    const closed = old.state.toUpperCase() === 'CLOSED'
    const edited = same ? null : await gh('issue', 'edit', number, '--body', body)
    const reopened = closed
      ? await gh('issue', 'reopen', number, '--comment', 'It is back: the last run found it anew.')
      : null
    const did = closed ? 'reopened' : same ? 'left as it is' : 'updated'
    published.push(failed(id, edited) ?? failed(id, reopened) ?? { id, did, number: old.number })
  }
  return published
}

const failed = (id: string, ran: Ran | null): Published | null =>
  ran === null || ran.exitCode === 0 ? null : { id, did: 'failed', reason: reasonOf(ran) }

const said = (ran: Ran): string => {
  if (ran.exitCode === 0) return ran.stdout
  throw new UserError('publish/gh', {
    what: `gh could not do it: ${reasonOf(ran)}`,
    hint: 'It needs the GitHub CLI, and GH_TOKEN with the right to write issues (in a workflow: permissions: issues: write).',
  })
}

const reasonOf = ({ failure, stderr }: Ran): string => failure ?? (stderr.trim() || 'it ended without a word')
