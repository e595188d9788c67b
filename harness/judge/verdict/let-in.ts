import type { MeasuredResult } from '../../model/report.ts'
import { rank } from './rules.ts'

/** Did it send something, and nothing of it end in a refusal or a failure of its own? */
export const isLetIn = ({ outcome, exchanges }: Pick<MeasuredResult, 'outcome' | 'exchanges'>): boolean =>
  rank(outcome) === 0 && exchanges.length > 0
