import { createHash } from 'node:crypto'
import type { Cell } from '../../model/cell.ts'
import type { Family } from '../../model/family.ts'
import type { GatewaySettings } from '../../model/gateway-settings.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import { remembered } from '../../model/remembered.ts'
import type { Runtime } from '../../model/runtime.ts'
import type { Target } from '../../model/sdk.ts'
import { FORM } from './kept-file.ts'

/** Where a version's results belong: everything that can change them, but for the resolved tree, which stands inside. */
export type Shelf = {
  readonly target: Target
  readonly resolve: MatrixSdk['resolve']
  /** Packages in the same tree at exactly these versions. */
  readonly beside: Readonly<Record<string, string>>
  /** Hosts whose connections arrive at the gateway. */
  readonly hosts: readonly string[]
  /** Its words make the calls: a family that says something else is another program. */
  readonly family: Family
  readonly runtime: Runtime
}

/** The place of a shelf among all, whichever machine asks. */
export const shelfName = (
  { target, resolve, beside, hosts, family, runtime }: Shelf,
  facts: readonly string[],
): string => {
  const { sdk, version, publishedAt, completeAt, misdated } = target
  const decisive = [
    ...[FORM, facts, wordsOf(family), resolve, beside, hosts, runtime.name, runtime.version],
    ...[publishedAt, completeAt ?? null, misdated === undefined],
  ]
  return [sdk.registry, encodeURIComponent(sdk.package), encodeURIComponent(version), hash(decisive)].join('/')
}

/** What of a family decides results; which of them are asked for does not. All versions of an SDK have one. */
const wordsOf = remembered(({ samples: _, lacks: __, control, ...words }: Family): string =>
  hash([words, control ? { ...control, file: '' } : null]),
)

/** Names a program by all that decides what it does beside the version and the gateway. */
export const programName = (facts: readonly unknown[]): string => hash(['program', facts])

/**
 * Names a program's result: the program, and what else decides it. The program stands first and by itself, so that its
 * results are known as its own whatever gateway they were had behind.
 */
export const programKey = (program: string, facts: readonly unknown[]): string => `${program}-${hash(facts)}`

/** Is this the key of a result of that program? */
export const isKeyOf = (program: string, key: string): boolean => key.startsWith(`${program}-`)

/** Names a cell by its content: an edited scenario is another one, and so is a gateway that was set otherwise. */
export const cellKey = ({ scenario, variant, gateway }: Cell, settings?: GatewaySettings, digest?: string): string => {
  const { file: _file, group: _group, default: _default, ...content } = scenario
  return hash([content, variant, gateway, ...(settings ? [settings] : []), ...(digest ? [digest] : [])])
}

const hash = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32)
