import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { root } from '../../edges/paths.ts'
import { PNPM_INTEGRITY, PNPM_VERSION } from './fetch-pnpm.ts'

const lockfile = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional(), integrity: z.string().optional() })),
})

test('what is fetched is what the lockfile has, on every platform', () => {
  const { packages } = lockfile.parse(JSON.parse(readFileSync(join(root(), 'package-lock.json'), 'utf8')))
  expect(packages['node_modules/pnpm']?.version).toBe(PNPM_VERSION)
  for (const [platform, integrity] of Object.entries(PNPM_INTEGRITY))
    expect(packages[`node_modules/@pnpm/exe.${platform}`]).toMatchObject({ version: PNPM_VERSION, integrity })
})
