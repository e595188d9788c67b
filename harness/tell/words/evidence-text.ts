import type { Outcome } from '../../model/capture.ts'
import { type Evidence, type FailedAfterYes, type GateCandidate, isFailedAfterYes } from '../../model/gate.ts'
import { ANYWHERE } from '../../model/gateway-facts.ts'
import { counted } from '../../model/listed.ts'

/** What a verdict rests on: "let in at both versions: 24 of 31 calls compared, 7 of the 24 inferred". */
export const evidenceText = ({ compared, admittedBoth, inferred }: Evidence): string =>
  compared === 0
    ? 'nothing was measured at both versions'
    : `let in at both versions: ${admittedBoth} of ${compared} ${compared === 1 ? 'call' : 'calls'} compared${inferred > 0 ? `, ${inferred} of the ${admittedBoth} inferred` : ''}`

/** Why an answer is `unknown`, in a clause: its first gap, else what its evidence lacks. */
export const unknownBrief = ({
  unknown: [first, ...more],
  evidence,
  from,
  to,
}: Pick<GateCandidate, 'unknown' | 'evidence' | 'from' | 'to'>): string => {
  if (first !== undefined) return first + (more.length > 0 ? `; and ${more.length} more` : '')
  if (evidence?.admittedBefore === 0)
    return `nothing ${evidence.refused.some(isFailedAfterYes) ? 'went well' : 'was let in'} at ${from}`
  if (evidence && evidence.lost.length > 0)
    return `${counted(evidence.lost.length, 'call')} can no longer be expressed at ${to}`
  return evidence?.admittedBoth === 0 ? `nothing was let in at ${to}` : 'not everything could be told'
}

/** Why there is no yes: who refused what at the older version and what to set, and what the newer one cannot express. */
export const refusedLines = ({ refused, lost }: Evidence, from: string): readonly string[] => [
  ...(refused.some(isFailedAfterYes)
    ? [
        `Nothing went well at ${from}: ${told(refused.filter(isFailedAfterYes).map(refusal))}, after a yes (${told(refused.filter(isFailedAfterYes).map(({ answered }) => String(answered)))}). What it is answered there is not what it expects: give it such answers by a gateway of yours (--gateway ./answers.json, docs/gateways.md).`,
      ]
    : refused.length > 0
      ? [
          `Nothing was let in at ${from}, so it says nothing about who lets the newer version in: ${told(refused.map(refusal))}. ${whatToSet(refused)}${refused.some(isNowhere) ? ` ${WHO_SIGNS}` : ''}`,
        ]
      : []),
  ...[...Map.groupBy(lost, ({ reason }) => reason)].map(
    ([reason, same]) =>
      `${told([...new Set(same.map(({ scenario }) => scenario))])} can no longer be expressed: ${reason}`,
  ),
]

/** What may be behind it that a program fails at the newer version, though the gateway says yes; none where it does not. */
export const failedNotes = (failed: readonly FailedAfterYes[], to: string): readonly string[] =>
  failed.length === 0
    ? []
    : [
        `${told(failed.map(({ scenario, gateway, outcome }) => `${scenario} behind ${gateway} ${ended(outcome)}`))}, after a yes (${told(failed.map(({ answered }) => String(answered)))}). Perhaps it is not refused: what it is answered here may not be what ${to} expects of its API. Give it such answers by a gateway of yours (--gateway ./answers.json, docs/gateways.md).`,
      ]

/** What is called elsewhere is no matter of credentials. */
const whatToSet = (refused: Evidence['refused']): string => {
  const hosts = [...new Set(refused.flatMap(({ outcome }) => (outcome.kind === 'egress' ? outcome.host : [])))]
  const isElse = refused.some(({ outcome }) => outcome.kind !== 'egress')
  const ways = hosts.map((host) => `--host ${host}`).join(' ')
  return [
    ...(isElse ? [WHAT_TO_SET] : []),
    ...(ways ? [`Switch off what calls there, or lead it to the gateway: ${ways} (docs/programs.md).`] : []),
  ].join(' ')
}

const WHAT_TO_SET =
  'Name the gateway that is yours with --gateway, and a way to hand over credentials that it takes with --scenario; a command of your own finds good ones in SDKDRIFT_API_KEY and SDKDRIFT_ENTRA_TOKEN.'

/** It showed no credential, in whatever place. */
const isNowhere = ({ gateway, answered }: Evidence['refused'][number]): boolean =>
  gateway === ANYWHERE && answered === 401

const WHO_SIGNS =
  'A call that is signed with a key shows it nowhere: a gateway of yours that wants nothing lets it in, { "wants": null } (--gateway ./ours.json, docs/gateways.md).'

const MOST = 3

const told = (all: readonly string[]): string => {
  const each = [...new Set(all)]
  return each.length <= MOST + 1 ? each.join('; ') : `${each.slice(0, MOST).join('; ')} and ${each.length - MOST} more`
}

const refusal = ({ scenario, gateway, outcome, by }: Evidence['refused'][number]): string =>
  `${scenario} behind ${gateway} ${ended(outcome)}${outcome.kind === 'egress' ? '' : by === null ? ', and sent nothing' : ` by ${by}`}`

const ended = (outcome: Outcome): string => {
  switch (outcome.kind) {
    case 'response':
      return `was answered ${outcome.status}`
    case 'error':
      return outcome.status === undefined
        ? `ended with ${outcome.name}${outcome.message === '' ? '' : ` (${cut(outcome.message)})`}`
        : `was refused ${outcome.status}`
    case 'egress':
      return `went to ${outcome.host}, which was refused`
  }
}

/** Characters of a message that a list of several has room for. */
const ROOM = 120
const cut = (message: string): string => {
  const line = (message.split('\n', 1)[0] ?? '').trim()
  return line.length > ROOM ? `${line.slice(0, ROOM - 1).trimEnd()}…` : line
}
