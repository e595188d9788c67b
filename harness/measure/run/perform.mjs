// Carries one job out, from the word that it begins to the word that it ended.
import { raised } from './call-ends.mjs'
import { carryOut } from './carry-out.mjs'
import { Unsupported } from './unsupported.mjs'
import { setEnvironment } from './variables.mjs'
import { beginVirtualTime, endVirtualTime } from './virtual-time.mjs'

const { Promise: Promised } = globalThis

/** Gives the job that follows. */
export const perform = async (given, { channel, whose, changes }) => {
  const { job, recipe, time } = given
  const { refused, run, isOver, end } = whose.begin(given, async (ms) => {
    const { waited } = await channel.ask('waited', { event: 'wait', job, ms })
    return waited
  })
  // The harness counts what has arrived before it lets the next call be made: so each request is told to its call. What a
  // refusal has ended goes no further.
  const goAhead = () => (isOver() ? new Promised(() => {}) : channel.ask('go', { event: 'called', job }))
  channel.say({ event: 'start', job })
  if (time) beginVirtualTime()
  setEnvironment(recipe.env)
  const ended = run(() =>
    carryOut(recipe, goAhead).catch((error) =>
      error instanceof Unsupported ? { kind: 'unsupported', reason: error.message } : raised(error, recipe.statusOf),
    ),
  )
  const how = await Promise.race([ended, refused])
  // A refusal that the SDK swallowed was resolved first; it stands.
  const first = await Promise.race([refused, how])
  setEnvironment({})
  if (time) endVirtualTime()
  end()
  const asked = channel.ask('word', { event: 'over', job })
  const changed = changes()
  const { word } = await asked
  return channel.ask('recipe', {
    event: 'end',
    job,
    word,
    end: first,
    ...(changed.length > 0 ? { changed } : {}),
  })
}
