import type { KnownPackage, UnreadAsk, Uses } from '../../ask/projects/use.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import { type Fault, UserError } from '../../errors.ts'
import { atMost, counted, listed } from '../../model/listed.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import { NO_FAMILY, REGISTRIES } from '../../model/sdk.ts'
import { type StepContext, sdkOf } from './found-step.ts'

/** Names told of each registry before the rest is counted. */
const MOST = 8
/** The same where it is beside the answer. */
const FEW = 4

/** Where a project names nothing that it could be about. */
const ANY_PACKAGE =
  ' Any other package is measured by a command of yours: sdkdrift gate npm:NAME --from VERSION --to VERSION -- node smoke.mjs'

/** Nothing to measure, and what was seen instead. */
export const noUse = (context: StepContext, { faults, unread, others }: Omit<Uses, 'uses'>): UserError => {
  const { known, place } = context
  const [first, ...more] = known
  const asked = namesOf(others, MOST)
  return new UserError('gate/no-use', [
    ...faults,
    ...unread.map((ask): Fault => {
      const [what, hint] = unreadWords(ask, context)
      return { what: `${what}, and this file is not looked at.`, where: `${ask.at.file}:${ask.at.line}`, hint }
    }),
    {
      what: `No manifest or lockfile in ${place.cwd} names ${more.length === 0 ? listed(namesOf(known, MOST)) : `an SDK that is known: none of ${listed(namesOf(known, FEW))}`}.${asked.length === 0 ? '' : ` Asked for are ${listed(asked)}.`}`,
      hint: `To name the versions yourself: sdkdrift gate ${first ? wordFor(first) : 'SDK'} --from VERSION --to VERSION.${more.length === 0 ? '' : byCommand(others.filter(({ atRunTime }) => atRunTime)) || ANY_PACKAGE}`,
    },
  ])
}

/** As gate takes it: what has no entry and is not known has no id that anybody else has heard of. */
const wordFor = ({ id, family, programs, registry, package: name }: MatrixSdk): string =>
  family === NO_FAMILY && programs === undefined ? `${registry}:${name}` : id

const namesOf = (packages: readonly KnownPackage[], most: number): readonly string[] =>
  REGISTRIES.flatMap((registry) => {
    const own = packages.filter((one) => one.registry === registry).map(({ package: name }) => name)
    return own.length === 0 ? [] : [`${atMost(own, most)} on ${ecosystems[registry].name}`]
  })

/** Which of a project's own dependencies nothing was said of, in a line: a yes is none for these. */
export const notLookedAt = (others: readonly KnownPackage[]): readonly string[] =>
  others.length === 0
    ? []
    : [
        `Not looked at: ${counted(others.length, 'dependency', 'dependencies')} that nothing here knows, ${listed(namesOf(others, FEW))}.${byCommand(others)}`,
      ]

/** Whether one of them calls an API its user knows. */
const byCommand = ([first]: readonly KnownPackage[]): string =>
  first ? ` If one calls an API, give a command: sdkdrift gate ${first.registry}:${first.package} -- COMMAND` : ''

/** A file that asks for an SDK and was passed over, and how to gate it by hand. */
export const unreadNote = (ask: UnreadAsk, context: StepContext): string => {
  const [what, hint] = unreadWords(ask, context)
  return `${ask.at.file}:${ask.at.line}: ${what}, and this file is not looked at. ${hint}`
}

const unreadWords = (ask: UnreadAsk, context: StepContext): readonly [what: string, hint: string] => {
  const { package: name, pinned, range } = ask
  const wanted = range === '' ? `${name} in any version` : `${name} ${range}`
  return [
    pinned === null ? `It asks for ${wanted}` : `It pins ${name} ${pinned}`,
    `To gate it: sdkdrift gate ${wordFor(sdkOf(ask, context))} --from ${pinned ?? 'VERSION'}`,
  ]
}
