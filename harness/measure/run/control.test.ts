import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import { clock } from '../../edges/clock.ts'
import { startCapture } from '../capture/server.ts'
import { installedFrom, run } from './measured-fake.fixture.ts'

test('a runtime that is not there is not measured', async () => {
  const installed = {
    ...installedFrom('npm'),
    runtime: { name: 'node', version: '24.0.0', path: '/nowhere/node' },
  } as const
  expect((await run('npm', ['plain'], { installed })).control).toMatchObject({ ok: false })
})

test('a control that is answered 201, as an API that makes things answers, is measured', async () => {
  const made = () =>
    startCapture({ ...clock, handlersFor: () => [http.all('*', () => HttpResponse.json({}, { status: 201 }))] })
  expect((await run('npm', ['plain'], { startCapture: made })).control).toMatchObject({ ok: true })
})

test('a control that is answered with an error is not measured', async () => {
  const refusing = () =>
    startCapture({ ...clock, handlersFor: () => [http.all('*', () => new Response(null, { status: 401 }))] })
  const { control } = await run('npm', ['plain'], { startCapture: refusing })
  expect(control).toEqual({ ok: false, reason: 'One plain call failed: APIError: answered 401' })
})
