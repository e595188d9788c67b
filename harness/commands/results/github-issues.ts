import { z } from 'zod'
import type { Ran, Run } from '../../edges/process.ts'
import { UserError } from '../../errors.ts'
import type { Place } from '../../model/options.ts'
import type { Issue } from '../../tell/reporters/answers/issue.ts'

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

/** What is to become of the issue of one change. */
export type Wish = {
  /** Its finding's id, for what is said of it. */
  readonly id: string
  /** One of these stands in the body of its issue. */
  readonly marks: readonly string[]
  /** Is it new? What is not is brought up to date where its issue is open, and never opened. */
  readonly isNew: boolean
  /** @param old the body of the issue that there is, or null */
  readonly write: (old: string | null) => Issue
}

/**
 * Opens an issue for each new change, or brings the one that there is up to date; a closed one is opened again.
 * @throws UserError when gh is not there or does not answer for this repository
 */
export const publishIssues = async (
  wishes: readonly Wish[],
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
  for (const { id, marks, isNew, write } of wishes) {
    const old = there.find(({ body }) => marks.some((mark) => body?.includes(mark)))
    const { title, body } = write(old?.body ?? null)
    if (!old) {
      if (!isNew) continue
      const opened = await gh('issue', 'create', '--title', title, '--body', body, '--label', LABEL)
      published.push(failed(id, opened) ?? { id, did: 'opened', url: opened.stdout.trim() })
      continue
    }
    const number = String(old.number)
    const closed = old.state.toUpperCase() === 'CLOSED'
    const same = old.body?.replaceAll('\r\n', '\n').trim() === body.trim() || (closed && !isNew)
    const edited = same ? null : await gh('issue', 'edit', number, '--body', body)
    const reopened =
      closed && isNew
        ? await gh('issue', 'reopen', number, '--comment', 'It is back: the last run found it anew.')
        : null
    const did = reopened ? 'reopened' : same ? 'left as it is' : 'updated'
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
