import { expect, test } from 'vitest'
import { html } from './html.ts'
import { judged, saved } from './saved.fixture.ts'
import { summary } from './summary.ts'
import { terminal } from './terminal.ts'

const incidents = saved('incidents')
const owned = {
  ...incidents,
  findings: incidents.findings.map((finding) =>
    finding.accepted
      ? { ...finding, accepted: { reason: 'Looked into.', owner: 'team <gateway>', until: '2999-12-31' } }
      : finding,
  ),
}
const options = { colour: false, width: 100, verbose: true, ...judged(owned) }

test('whoever answers for an acceptance stands beside its reason, in every format that people read', () => {
  expect(terminal(owned, options)).toContain('accepted   Looked into. (owner: team <gateway>, until 2999-12-31)\n')
  expect(summary(owned, options)).toContain('- accepted: Looked into. (owner: team &lt;gateway&gt;, until 2999-12-31)')
  expect(html(owned, options)).toContain('<span class="quiet">owner: team &lt;gateway&gt;, until 2999-12-31</span>')
})

test('without an owner or an end there are no brackets', () => {
  expect(terminal(incidents, { ...options, width: 200 })).toMatch(/accepted {3}Known: [^(]*\.\n/)
})
