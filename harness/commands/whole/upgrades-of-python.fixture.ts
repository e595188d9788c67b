import type { Upgrade } from './public-upgrades.fixture.ts'

// Of Python clients whose paths, protocols and arguments are others; the rest is in the files beside it.

const python = (text: string): string =>
  `import os\nurl, key = os.environ["SDKDRIFT_GATEWAY_URL"], os.environ["SDKDRIFT_API_KEY"]\n${text}`

const SENTRY = python(`import sentry_sdk
sentry_sdk.init("http://" + key + "@" + url.split("//")[1] + "/1")
sentry_sdk.capture_message("hello")
sentry_sdk.flush(5)`)

const TODOIST = python(`from todoist_api_python.api import TodoistAPI
list(TodoistAPI(key).get_tasks())`)

const POSTHOG = python(`import posthog
posthog.api_key, posthog.host = key, url
posthog.capture("user-1", "signed up", {"plan": "pro"})
posthog.flush()`)

const SQS = python(`import boto3
sqs = boto3.client("sqs", region_name="us-east-1", endpoint_url=url, aws_access_key_id="AKIAABCDEFGHIJKLMNOP", aws_secret_access_key=key)
sqs.send_message(QueueUrl=url + "/123/q", MessageBody="hello")`)

const SENT =
  '<SendMessageResponse><SendMessageResult><MessageId>1</MessageId><MD5OfMessageBody>5d41402abc4b2a76b9719d911017c592</MD5OfMessageBody></SendMessageResult></SendMessageResponse>'

/** Upgrades that users reported in public, or that a package's changelog tells, held against the requests of both versions. */
export const upgradesOfPython: readonly Upgrade[] = [
  {
    sdk: 'pypi:sentry-sdk',
    step: ['1.45.0', '2.0.0'],
    program: SENTRY,
    says: ['review', 'asks for path `/api/1/envelope/` where 1.45.0 asked for `/api/1/store/`'],
  },
  {
    sdk: 'pypi:todoist-api-python',
    step: ['2.1.7', '3.0.1'],
    program: TODOIST,
    gateway: {
      wants: 'bearer',
      answers: [
        { path: '/rest/*', body: [] },
        { path: '*', body: { results: [], next_cursor: null } },
      ],
    },
    flags: ['--host', 'api.todoist.com'],
    says: ['review', 'asks for path `/api/v1/tasks` where 2.1.7 asked for `/rest/v2/tasks`'],
  },
  {
    sdk: 'pypi:posthog',
    step: ['5.4.0', '6.0.0'],
    program: POSTHOG,
    says: ['blocked', 'TypeError: capture() takes 1 positional argument but 3 were given'],
  },
  {
    sdk: 'pypi:boto3',
    step: ['1.28.80', '1.28.81'],
    program: SQS,
    gateway: { wants: null, answers: [{ path: '*', headers: { 'content-type': 'text/xml' }, body: SENT }] },
    says: ['review', 'sends `content-type: application/x-amz-json-1.0` where 1.28.80 sent'],
  },
]
