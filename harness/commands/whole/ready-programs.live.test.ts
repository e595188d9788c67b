import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type LiveProject, liveProject } from '../../testing/live-project.ts'
import { readyPrograms } from '../inputs/ready-programs.ts'

// Each ready program, at an old version and at the newest.

const projects: LiveProject[] = []
afterAll(() => {
  for (const { close } of projects) close()
})
const emptyProject = (): LiveProject => {
  const project = liveProject()
  projects.push(project)
  return project
}

const OLD: Readonly<Record<string, string>> = {
  'npm:stripe': '11.18.0',
  'pypi:stripe': '5.5.0',
  'pypi:boto3': '1.35.93',
  'npm:@aws-sdk/client-s3': '3.726.1',
  'pypi:litellm': '1.60.0',
  'npm:twilio': '4.0.0',
  'pypi:twilio': '8.0.0',
  'npm:@octokit/rest': '18.12.0',
  'npm:@azure/storage-blob': '12.12.0',
  'pypi:azure-storage-blob': '12.14.0',
  'npm:@sendgrid/mail': '7.0.0',
  'pypi:sendgrid': '6.10.0',
  'npm:@slack/web-api': '6.0.0',
  'pypi:slack_sdk': '3.19.0',
}

const packages = (await readyPrograms()).flatMap(({ npm, pypi }) => [
  ...(npm ? [`npm:${npm.package}`] : []),
  ...(pypi ? [`pypi:${pypi.package}`] : []),
])

test('each of them is tried here', () => {
  expect(packages.toSorted()).toEqual(Object.keys(OLD).toSorted())
})

type Result = { readonly id: string; readonly status: string; readonly outcome: { readonly status?: number } }

test.each(packages)('%s: every call is let in somewhere, at an old version and at the newest', async (name) => {
  const { dir, write, cli, json } = emptyProject()
  const made = await cli('init', name)
  expect(made.code, made.stderr).toBe(0)
  const matrix = JSON.parse(readFileSync(join(dir, 'matrix.json'), 'utf8'))
  write('matrix.json', { ...matrix, sdks: [{ ...matrix.sdks[0], versions: [OLD[name], 'latest'] }] })
  const { programs } = matrix.sdks[0]
  const own = Object.entries<{ scenarios?: readonly string[] }>(programs).flatMap(
    ([id, { scenarios }]) => scenarios?.map((one) => `${id}.${one}`) ?? [id],
  )
  // Beside a family its program is one thing of several that are measured.
  const { answer, stderr } = await json('matrix', '--json', ...own.flatMap((id) => ['--scenario', id]))
  const { runs }: { runs: readonly { version: string; scenarios: readonly Result[] }[] } = answer
  expect(runs, stderr).toHaveLength(2)
  for (const { version, scenarios } of runs)
    for (const id of new Set(scenarios.map((one) => one.id)))
      expect(
        scenarios.some((one) => one.id === id && (one.outcome?.status ?? 500) < 300),
        `${version}: ${JSON.stringify(scenarios)}`,
      ).toBe(true)
})

test('gate says something true about each SDK of a project', async () => {
  const { write, json } = emptyProject()
  const dependencies = { stripe: '11.18.0', openai: '5.17.0', '@ai-sdk/azure': '2.0.0', express: '5.0.0' }
  write('package.json', { name: 'p', version: '1.0.0', dependencies })
  const { answer, stderr } = await json('gate', '--json')
  const { candidates, notes } = answer
  expect(candidates, stderr).toHaveLength(3)
  for (const one of candidates) expect(one).toMatchObject({ evidence: { admittedBoth: expect.any(Number) } })
  // And of what nothing is known it says that.
  expect(notes).toEqual([
    expect.stringMatching(/^Not looked at: 1 dependency that nothing here knows, express on npm\./),
  ])
  const ofStripe = candidates.find((one: { package: string }) => one.package === 'stripe')
  expect(ofStripe).toMatchObject({
    from: '11.18.0',
    evidence: { admittedBefore: 4 },
    notes: expect.arrayContaining([expect.stringContaining('ready program for stripe')]),
  })
})
