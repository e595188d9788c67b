import { describe, expect, test } from 'vitest'
import { drivers, reasonOf, run, teller } from './measured-fake.fixture.ts'

describe.each(drivers)('a driver for $registry, variant "$variant",', (kind) => {
  const { registry, variant } = kind
  const tell = teller(kind)

  test.concurrent('a request that comes when its scenario has ended is counted there, and disturbs no other', async () => {
    const { captures } = await run(registry, ['asks-late', 'slow'], { variant })
    expect(captures).toMatchObject([
      { status: 'measured', late: 1, exchanges: { length: 1 } },
      { status: 'measured', exchanges: { length: 1 } },
    ])
    expect(captures[1]).not.toHaveProperty('late')
  })

  test.concurrent('a hang costs its own scenario alone', async () => {
    const result = await tell('hang', 'spin', 'plain')
    expect(result).toMatchObject({ hang: 'timeout', spin: 'timeout', plain: '200' })
    expect(reasonOf(result.captures, 'hang')).toContain('within 3 s')
  })

  test.concurrent('an exit costs its own scenario alone, and its last words are kept', async () => {
    const result = await tell('plain', 'exit', 'throw-outside', 'slow')
    expect(result).toMatchObject({ plain: '200', exit: 'crashed', 'throw-outside': 'crashed', slow: '200' })
    expect(reasonOf(result.captures, 'exit')).toBe('The driver exited with code 7.\nlast words')
    expect(reasonOf(result.captures, 'throw-outside')).toContain('thrown outside')
  })

  test.concurrent('the scenario after a time bomb is measured again, in a driver of its own', async () => {
    expect(await tell('exit-late', 'slow', 'plain')).toMatchObject({ 'exit-late': '200', slow: '200', plain: '200' })
  })

  test.concurrent('a scenario that hangs for what another left behind is measured again, in a driver of its own', async () => {
    expect(await tell('keeps-lock', 'needs-lock', 'plain')).toMatchObject({
      'keeps-lock': '200',
      'needs-lock': '200',
      plain: '200',
    })
  })

  test.concurrent('endless output is cut off', async () => {
    const result = await tell('endless', 'plain')
    expect(result).toMatchObject({ endless: 'crashed', plain: '200' })
    expect(reasonOf(result.captures, 'endless')).toContain('more than 8 MiB')
    expect(reasonOf(result.captures, 'endless').length).toBeLessThan(10_000)
  })

  test.concurrent('no other process is started; what is left behind disturbs nobody', async () => {
    const result = await tell('spawn', 'timer', 'plain')
    expect(result).toMatchObject({
      spawn: registry === 'npm' ? 'Error' : 'PermissionError',
      timer: '200',
      plain: '200',
    })
  })
})
