import { chooseVersions } from '../../ask/plan/choose-versions.ts'
import { UserError } from '../../errors.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { ReleaseList } from '../../model/sdk.ts'
import { type FoundStep, type FoundSteps, type StepContext, unusual } from './found-step.ts'
import { lookUp } from './lists.ts'
import { projectSteps } from './project-steps.ts'

export type GivenEnds = { readonly from?: string; readonly to?: string }

/**
 * Between versions that were named: exact ones, tags or ranges (of which the newest is meant). Without `from` it is what
 * the project has; without `to` the newest.
 * @throws UserError for what names no version
 */
export const givenSteps = async (
  sdk: MatrixSdk,
  { from, to }: GivenEnds,
  context: StepContext,
): Promise<FoundSteps> => {
  const lists = await lookUp([sdk], context.world)
  const list = lists.of(sdk.registry, sdk.package)
  const common = { sdk, file: null, line: null, notes: [] }
  if ('reason' in list) {
    const ends = { from: from ?? to ?? '?', to: to ?? from ?? '?' }
    return { steps: [{ ...common, ...ends, state: 'unknown', reason: list.reason }], notes: [], faults: [], others: [] }
  }
  const end = to === undefined ? newestOf(sdk, list) : versionOf(sdk, list, '--to', to)
  if (from !== undefined) {
    const start = versionOf(sdk, list, '--from', from)
    return { steps: [between({ ...common, from: start, to: end }, list)], notes: lists.notes, faults: [], others: [] }
  }
  const found = await projectSteps({ ...context, known: [sdk] }, { latest: true })
  return {
    ...found,
    others: [],
    steps: found.steps.map((step) => (step.state === 'unknown' ? step : between({ ...step, to: end }, list))),
  }
}

const between = (step: Omit<FoundStep, 'state'>, list: ReleaseList): FoundStep =>
  step.from === step.to
    ? { ...step, state: 'still' }
    : { ...step, notes: [...step.notes, ...unusual(list, step.to)], state: 'measure', list, newer: null }

const versionOf = (sdk: MatrixSdk, list: ReleaseList, flag: string, wish: string): string => {
  // Whoever names a version wants it, deprecated or not.
  const include = ['deprecated', 'yanked', 'prerelease'] as const
  const isRange = !list.releases.some(({ version }) => version === wish)
  const { targets } = chooseVersions(
    { ...sdk, versions: [wish], include: isRange ? [] : include },
    list,
    () => `${flag} ${wish}`,
  )
  const chosen = targets.at(-1)
  if (!chosen) throw new Error('A choice without a version is a fault.')
  return chosen.version
}

const newestOf = (sdk: MatrixSdk, list: ReleaseList): string => {
  const usual = list.releases.filter(
    ({ prerelease, yanked, installable }) => !prerelease && yanked === null && installable,
  )
  const newest = list.tags['latest'] ?? usual.at(-1)?.version
  if (newest !== undefined) return newest
  throw new UserError('gate/no-versions', { what: `${sdk.package} has no installable version.` })
}
