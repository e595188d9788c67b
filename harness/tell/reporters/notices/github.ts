import type { Notice, Notices } from '../../../model/notice.ts'
import { inSight } from '../../words/in-sight.ts'

/** GitHub shows so many of each kind for a step. https://docs.github.com/actions/reference/limits */
const MOST = 10

/**
 * Annotations as workflow commands, one a line: errors for what fails the run, warnings for what could not be told, notices for
 * the rest of what is new. What is accepted says nothing.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
 */
export const github = ({ steps, notices, gaps, verdict }: Notices): string => {
  const told = (standing: Notice['standing']): readonly Notice[] =>
    notices.filter((notice) => notice.standing === standing).slice(0, MOST)
  const lines = [
    ...told('fails').map((notice) => command('error', titleOf(notice), textOf(notice), notice.place)),
    ...gaps.slice(0, MOST).map(({ what, why, place }) => command('warning', what, why, place)),
    ...told('below')
      .filter(({ severity }) => severity === 'auth' || severity === 'routing' || severity === 'breaking')
      .map((notice) => command('notice', titleOf(notice), textOf(notice), notice.place)),
  ]
  const each = steps.slice(0, MOST).map(({ sdk, step, answer, reason }) => `${sdk} ${step}: ${answer}, ${reason}`)
  const quiet = command('notice', 'sdkdrift', [verdict, ...each].join('\n'), null)
  return `${(lines.length > 0 ? lines : [quiet]).join('\n')}\n`
}

const titleOf = ({ severity, sdk, step }: Notice): string => `${severity}: ${sdk} ${step}`
const textOf = ({ title, waysOut, id }: Notice): string =>
  [title, ...(waysOut.length > 0 ? [`Way out: ${waysOut.join('; or ')}`] : []), id].join('\n')

const command = (kind: string, title: string, text: string, place: Notice['place']): string => {
  const properties = [
    ...(place ? [`file=${property(place.file)}`, `line=${place.line}`] : []),
    `title=${property(title)}`,
  ]
  return `::${kind} ${properties.join(',')}::${data(text)}`
}

/** Nothing an SDK says may begin a command of its own. */
const data = (text: string): string => inSight(text).replaceAll('%', '%25').replaceAll('\n', '%0A')
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
