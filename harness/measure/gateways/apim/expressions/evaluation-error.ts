import type { Spot } from '../../../../model/spot.ts'

/** What C# would have thrown. `thrown` is its type: `NullReferenceException`. */
export class EvaluationError extends Error {
  readonly spot: Spot
  readonly thrown: string

  constructor(spot: Spot, message: string, thrown = 'Exception') {
    super(message)
    this.name = 'EvaluationError'
    this.spot = spot
    this.thrown = thrown
  }
}
