import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nothingKnown } from '../../ask/policies/policy-files.ts'
import { readDocument } from '../../ask/policies/read-document.ts'
import { root } from '../../edges/paths.ts'
import { damagedText } from '../damaged.ts'
import { must, orRefused } from '../faults.ts'
import type { FuzzTarget } from '../target.ts'

export const policies: FuzzTarget = {
  title: 'policy documents',
  open: () => {
    const folder = join(root(), 'fixtures')
    const own = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.xml'))
      .map((path) => readFileSync(join(folder, path), 'utf8'))
    return {
      inputs: damagedText([...own, WRITTEN]).map((text) => [text]),
      check: async ([text = '']) => {
        const files = { scopes: { api: { path: 'api.xml', text } }, fragments: {}, settings: null, known: nothingKnown }
        const read = await orRefused(() => readDocument(files, { namedValues: { key: 'v' } }), /^api\.xml:\d+:\d+/)
        if (read) must(read.sourceFiles.length > 0, 'a document of no file')
      },
    }
  },
}

const WRITTEN = `<policies>
  <inbound>
    <base />
    <choose>
      <when condition="@(context.Request.Headers.GetValueOrDefault("api-key", "") != "{{key}}")">
        <return-response><set-status code="401" reason="no" /></return-response>
      </when>
      <otherwise><set-header name="x" exists-action="override"><value>@{ var a = 1; return $"{a + 1}"; }</value></set-header></otherwise>
    </choose>
    <validate-jwt header-name="Authorization"><openid-config url="https://a/b" /><audiences><audience>x</audience></audiences></validate-jwt>
    <rate-limit calls="5" renewal-period="60" />
  </inbound>
  <backend><forward-request timeout="10" /></backend>
  <outbound /><on-error />
</policies>`
