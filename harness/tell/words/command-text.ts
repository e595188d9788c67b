import type { CommandAt, GateCommand } from '../../model/gate.ts'
import type { MeasuredResult } from '../../model/report.ts'

/** What a user's own command did, gateway by gateway: "azure-openai: 200 → 401 (blocked)", "openai: 200 at both (safe)". */
export const commandLines = ({ places, runs }: GateCommand): readonly string[] => {
  const differ = new Set(places.filter(({ letInBefore }) => letInBefore).map(({ verdict }) => verdict)).size > 1
  return [
    ...places.map((place) => `behind ${place.gateway}: ${ends(place, runs)} (${place.verdict})`),
    ...(differ ? [WHOSE] : []),
  ]
}

const WHOSE =
  'Which of these gateways is yours decides: say it with --gateway, or under "gateways" in matrix.json; --gateway takes a file of msw handlers too.'

const ends = ({ gateway }: CommandAt, runs: GateCommand['runs']): string => {
  const [before, after] = runs.map(({ results }) => {
    const result = results.find((one) => one.gateway === gateway)
    if (!result) return 'not run'
    return result.status === 'measured' ? ended(result) : result.status
  })
  return before === after ? `${before} at both versions` : `${before} → ${after}`
}

const ended = ({ outcome, exchanges }: Pick<MeasuredResult, 'outcome' | 'exchanges'>): string => {
  switch (outcome.kind) {
    case 'response':
      // One that went on past a refusal is not told by its last answer alone.
      return exchanges.some(({ response }) => response.status >= 400)
        ? exchanges.map(({ response }) => response.status).join(', ')
        : `${outcome.status}`
    case 'error':
      return outcome.status === undefined ? outcome.name : `${outcome.status}, ${outcome.name}`
    case 'egress':
      return `left for ${outcome.host}`
  }
}
