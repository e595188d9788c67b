import type { DriverEvent, DriverJob } from '../../model/driver.ts'

/** How far a driver has come, and so what it may say next. */
export type DriverTurn =
  | { readonly at: 'starting' | 'loading' | 'idle' }
  /** Handed out, and not begun. */
  | { readonly at: 'given'; readonly job: DriverJob }
  /** Under way; so many of its calls have ended and been followed by another. */
  | { readonly at: 'calling'; readonly job: DriverJob; readonly called: number }
  /** Only its end is to come, with this word. */
  | { readonly at: 'over'; readonly job: DriverJob; readonly called: number; readonly word: string }

/** It was not the driver that said this, in words. */
export type Forged = { readonly forged: string }

/**
 * The turn after an event, if that is one that the driver can have said. The SDK runs in the same process and can write what
 * it likes where the driver does: what nobody asked for, what comes twice and what does not know its secret is not believed.
 * @param newWord for the end of a job that is over
 */
export const hear = (turn: DriverTurn, event: DriverEvent, newWord: () => string): DriverTurn | Forged => {
  switch (event.event) {
    case 'loading':
      return turn.at === 'starting' ? { at: 'loading' } : outOfOrder(event, turn)
    case 'ready':
      return turn.at === 'loading' ? { at: 'idle' } : outOfOrder(event, turn)
    case 'start':
      if (turn.at !== 'given') return outOfOrder(event, turn)
      return isIts(turn, event) ? { at: 'calling', job: turn.job, called: 0 } : ofAnother(event)
    case 'called': {
      if (turn.at !== 'calling') return outOfOrder(event, turn)
      if (!isIts(turn, event)) return ofAnother(event)
      const called = turn.called + 1
      return called < callsOf(turn.job) ? { ...turn, called } : { forged: 'more calls than the scenario makes' }
    }
    case 'wait':
      if (turn.at !== 'calling' || turn.job.time === undefined) return outOfOrder(event, turn)
      return isIts(turn, event) ? turn : ofAnother(event)
    case 'over':
      if (turn.at !== 'calling') return outOfOrder(event, turn)
      return isIts(turn, event) ? { ...turn, at: 'over', word: newWord() } : ofAnother(event)
    case 'end': {
      if (turn.at !== 'over') return outOfOrder(event, turn)
      if (!isIts(turn, event) || event.word !== turn.word) return ofAnother(event)
      if (event.end.kind === 'called' && Math.max(event.end.calls.length, 1) !== turn.called + 1)
        return { forged: 'an end of other calls than were made' }
      return { at: 'idle' }
    }
  }
}

const isIts = ({ job }: { readonly job: DriverJob }, event: { readonly job: string }): boolean => event.job === job.job

const callsOf = ({ recipe }: DriverJob): number => recipe.calls.reduce((sum, { times }) => sum + times, 0)

const outOfOrder = ({ event }: DriverEvent, { at }: DriverTurn): Forged => ({
  forged: `“${event}” when nobody can have said it (${AT[at]})`,
})

const ofAnother = ({ event }: DriverEvent): Forged => ({
  forged: `“${event}” without the secret of the scenario that was under way`,
})

const AT = {
  starting: 'nothing was loaded',
  loading: 'the SDK was being imported',
  idle: 'no scenario was under way',
  given: 'a scenario had not begun',
  calling: 'a scenario was under way',
  over: 'a scenario was over',
} as const satisfies Record<DriverTurn['at'], string>
