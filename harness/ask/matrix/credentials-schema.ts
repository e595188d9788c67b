import { z } from 'zod'
import type { CredentialShapes } from '../../model/credential-shape.ts'
import { ROLE_NAME } from '../../model/role.ts'
import { text } from './schema-words.ts'

const patternSchema = text('a pattern such as "sk_test_{24}"').describe(
  'What it looks like: "{24}" stands for 24 random letters and digits, "{16:A-Z0-9}", "{32:hex}", "{40:base64}" for others.',
)

/** `credentials`: shapes by role. */
export const credentialsSchema = z
  .record(
    z.string().regex(ROLE_NAME, { error: 'lower-case letters, digits and "-", such as "stripe-key"' }),
    z.union([
      patternSchema,
      z.strictObject(
        {
          jwt: z
            .record(z.string(), z.unknown(), { error: 'claims by name, such as { "aud": "api://mine" }' })
            .describe('Claims beside those of an Entra ID token, or instead of them; null leaves one out.'),
        },
        { error: 'a pattern, { "jwt": … }, { "basic": … } or { "file": … }' },
      ),
      z.strictObject(
        {
          basic: z
            .strictObject(
              { user: patternSchema, password: patternSchema },
              { error: '{ "user": "AC{32:hex}", "password": "{32}" }' },
            )
            .describe('Two roles, NAME.user and NAME.password; NAME is both, as HTTP Basic takes them.'),
        },
        { error: 'a pattern, { "jwt": … }, { "basic": … } or { "file": … }' },
      ),
      z.strictObject(
        {
          file: z
            .union([
              z.string({ error: 'a text, or an object that is written as JSON' }),
              z.record(z.string(), z.json(), { error: 'a text, or an object that is written as JSON' }),
            ])
            .describe(
              'A file: a program is given its path. "{rsa}" is an RSA private key (PEM), other holes are as in a pattern; each of them is a role, NAME.<n> in a text, called after its key in an object (NAME.private-key).',
            ),
        },
        { error: 'a pattern, { "jwt": … }, { "basic": … } or { "file": … }' },
      ),
    ]),
    { error: 'shapes by role, such as { "stripe-key": "sk_test_{24}" }' },
  )
  .describe(
    'Credentials of your own, by role: made anew for each run, never valid anywhere, and shown in reports by their role.',
  )

// As in schema.ts: a schema that strays from its type does not compile.
credentialsSchema satisfies z.ZodType<CredentialShapes>
