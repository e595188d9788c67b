import type { Recipe } from '../../model/recipe.ts'
import type { Waiting } from './prepare-cell.ts'

export type NextDriver = {
  /** What is imported before the first of its jobs. */
  readonly loads: Recipe
  readonly takes: (waiting: Waiting) => boolean
  /** The one that it is there for, where that is but one. */
  readonly alone?: Recipe
}

/**
 * Which of those that wait are the next driver's: all of one form, or one that must be alone. What is only required, and what
 * is alone, comes last: whatever comes of it costs no other a driver.
 */
export const nextDriver = (queue: readonly Waiting[]): NextDriver | null => {
  const shared = queue.filter(({ job }) => !job.recipe.alone)
  const [first] = queue
  if (!first) return null
  const [opening] = shared
  const own = first.job.recipe
  if (!opening) return { loads: own, takes: (waiting) => waiting === first, alone: own }
  const { recipe } = (shared.find(({ job }) => job.recipe.form === 'import') ?? opening).job
  return { loads: recipe, takes: ({ job }) => !job.recipe.alone && job.recipe.form === recipe.form }
}

/**
 * Which of those that a driver takes is its next job. One that is measured again comes first, before anything else can have left
 * something behind. Where time is virtual comes late: what is left running by then is nothing
 * to the others. `last` comes when there is nothing else.
 */
export const nextJob = (open: readonly Waiting[], last: (waiting: Waiting) => boolean): Waiting | null => {
  const others = open.filter((waiting) => !last(waiting))
  return others.find(({ again }) => again) ?? others.find((waiting) => !isVirtual(waiting)) ?? others[0] ?? null
}

export const isVirtual = ({ job }: Waiting): boolean => job.time === 'virtual'
