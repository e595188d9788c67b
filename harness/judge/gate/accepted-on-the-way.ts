import type { Acceptance } from '../../model/matrix.ts'

/**
 * Acceptances as they hold for a step over several releases. One that names the release which brought a change
 * (`to: 2.34.0`) speaks of the same change when it is met on the way from 2.30.0 to 2.40.0; one that names neither cause
 * nor key speaks of a release as a whole, and then only of that one.
 * @param onTheWay versions after the older end up to the newer one
 * @param behind versions from the older end to before the newer one
 */
export const acceptedOnTheWay = (
  acceptances: readonly Acceptance[],
  step: { readonly onTheWay: readonly string[]; readonly behind: readonly string[] },
  inRange: (version: string, range: string) => boolean,
): readonly Acceptance[] =>
  acceptances.map((acceptance) => {
    const { from, to, ...rest } = acceptance
    if ((rest.cause === undefined && rest.key === undefined) || rest.finding !== undefined) return acceptance
    const meets = (range: string | undefined, versions: readonly string[]): boolean =>
      range === undefined || versions.some((version) => inRange(version, range))
    return meets(from, step.behind) && meets(to, step.onTheWay) ? rest : acceptance
  })
