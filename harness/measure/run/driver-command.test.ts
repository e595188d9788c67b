import { expect, test } from 'vitest'
import { driverCommand } from './driver-command.ts'

const flags = (version: string): readonly string[] => {
  const runtime = { name: 'node', version, path: '/node' } as const
  const place = { home: '/home', certificateFile: '/ca.pem', realPath: (path: string) => path }
  return driverCommand({ runtime, dir: '/sdk', reused: true }, place).args.filter((arg) =>
    ['--permission', '--allow-net'].includes(arg),
  )
}

test.each([
  ['20.12.0', []],
  ['22.12.0', []],
  ['22.13.0', ['--permission']],
  ['23.4.0', []],
  ['23.5.0', ['--permission']],
  ['24.21.0', ['--permission']],
  ['25.0.0', ['--permission', '--allow-net']],
  ['26.10.0', ['--permission', '--allow-net']],
])('Node %s has the walls that it knows, and is let to the gateway through them', (version, expected) =>
  expect(flags(version)).toEqual(expected))
