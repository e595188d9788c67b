import type { Upgrade } from './public-upgrades.fixture.ts'

// Of clients that send their bodies in gzip, which also notes when it was made.

const POSTHOG_NODE = `
import { PostHog } from 'posthog-node'
const { SDKDRIFT_GATEWAY_URL: host, SDKDRIFT_API_KEY: key } = process.env
const posthog = new PostHog(key, { host, flushAt: 1 })
posthog.capture({ distinctId: 'user-1', event: 'signed up' })
await posthog.shutdown()`

const python = (text: string): string =>
  `import os\nurl, key = os.environ["SDKDRIFT_GATEWAY_URL"], os.environ["SDKDRIFT_API_KEY"]\n${text}`

const POSTHOG = python(`from posthog import Posthog
Posthog(key, host=url, gzip=True, sync_mode=True).capture("user-1", "signed up")`)

const SENTRY = python(`import sentry_sdk
sentry_sdk.init("http://" + key + "@" + url.split("//")[1] + "/1", default_integrations=False)
sentry_sdk.capture_message("hello")
sentry_sdk.flush(5)`)

/** What their source or changelog tells, held against what both versions' bytes decode to. */
export const upgradesInCodings: readonly Upgrade[] = [
  {
    sdk: 'npm:posthog-node',
    step: ['4.17.0', '5.1.0'],
    program: POSTHOG_NODE,
    says: ['review', '5.1.0 sends its body in gzip where 4.17.0 sent it in no coding'],
  },
  {
    sdk: 'pypi:posthog',
    step: ['3.7.0', '4.0.0'],
    program: POSTHOG,
    says: ['safe', 'no longer sends `/batch/0/context` in its body'],
  },
  { sdk: 'pypi:sentry-sdk', step: ['2.19.0', '2.20.0'], program: SENTRY, says: ['safe', null] },
]
