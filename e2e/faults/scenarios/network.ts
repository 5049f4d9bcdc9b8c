import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TlsOptions } from 'node:tls'
import { expect } from 'vitest'
import type { FailureCode } from '../../../src/contract/failure.ts'
import type { ModelNetwork } from '../../../src/main/core/ports/model-client.ts'
import { temporaryFolder } from '../../../src/main/config/testing/temporary-folder.ts'
import type { ProxySources } from '../../../src/main/providers/proxy-choice.ts'
import { hang, meanwhile } from '../fault-server.ts'
import { done, says, type FaultScenario, type Setting } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import { makeCertificate, type Certificate } from '../transport/certificate.ts'
import { startProxy, type TestProxy } from '../transport/proxy.ts'
import { startRelay } from '../transport/relay.ts'
import { startTlsFront } from '../transport/tls-front.ts'
import { addressOf, answering, heardBeginning, type WireForm } from '../wire-form.ts'

const hello = [says('Hello '), says('you.')]
const answered = { status: 'completed', text: 'Hello you.', requests: 1 } as const
const nowhere = 'http://127.0.0.1:9'
const proxies = new WeakMap<Stage, TestProxy>()
const password = 'proxy-secret-4713'

/** A provider that only a proxy leads to. */
function proxied(
  name: string,
  wish: (proxy: TestProxy) => { readonly network?: ModelNetwork; readonly sources?: Partial<ProxySources> },
  scenario: Partial<FaultScenario>,
): FaultScenario {
  return {
    name: `PV-40 ${name}`,
    async setting(form, stage) {
      const proxy = stage.keep(await startProxy(stage.server().port))
      proxies.set(stage, proxy)
      const { network, sources } = wish(proxy)
      return {
        endpoint: { baseUrl: addressOf(form, 'http://provider.invalid'), ...(network && { network }) },
        proxies: { variables: {}, ...sources },
      }
    },
    reply: (form) => answering(form, form.body(hello)),
    outcome: () => answered,
    ...scenario,
    check(played, form) {
      expect(JSON.stringify(played.events) + played.logged).not.toContain(password)
      scenario.check?.(played, form)
    },
  }
}

const own = (proxy: TestProxy, credentials?: string): { network: ModelNetwork } => ({
  network: {
    proxy: { url: proxy.url, ...(credentials !== undefined && { credentials }) },
    selfSigned: false,
  },
})

/** What a proxy says instead of opening a tunnel. */
function refusing(
  name: string,
  refusal: TestProxy['refusal'],
  code: FailureCode,
  tries: number,
): FaultScenario {
  return proxied(
    name,
    (proxy) => {
      proxy.refusal = refusal
      return own(proxy, `user:${password}`)
    },
    {
      outcome: () => ({
        status: 'failed',
        code,
        text: '',
        requests: 0,
        retried: Array.from({ length: tries - 1 }, () => code),
      }),
    },
  )
}

const proxyCases: readonly FaultScenario[] = [
  proxied('HTTP_PROXY', ({ url }) => ({ sources: { variables: { http: url } } }), {}),
  proxied('ALL_PROXY', ({ url }) => ({ sources: { variables: { all: url } } }), {}),
  proxied(
    'the system’s proxy, which a PAC file may have chosen',
    ({ url }) => ({ sources: { system: async () => url } }),
    {},
  ),
  proxied(
    'a provider’s own proxy, with its password',
    (proxy) => {
      proxy.credentials = `user:${password}`
      return own(proxy, proxy.credentials)
    },
    {},
  ),
  proxied(
    'a password in the variable',
    (proxy) => {
      proxy.credentials = `user:${password}`
      return { sources: { variables: { http: proxy.url.replace('//', `//user:${password}@`) } } }
    },
    {},
  ),
  proxied('NO_PROXY', ({ url }) => ({ sources: { variables: { http: url, no: 'other.test,.invalid' } } }), {
    outcome: () => ({ status: 'failed', code: 'provider-unreachable', requests: 0 }),
  }),
  {
    name: 'PV-40 this computer, whatever the proxy',
    setting: () => ({ proxies: { variables: { http: nowhere, all: nowhere }, system: async () => nowhere } }),
    reply: (form) => answering(form, form.body(hello)),
    outcome: () => answered,
  },
  refusing('a proxy that wants to know who asks', 407, 'proxy-login-needed', 1),
  refusing('a proxy that refuses', 403, 'proxy-refused', 1),
  refusing('a proxy that hangs up', 'hang-up', 'proxy-unreachable', 3),
  proxied('a proxy that is gone', () => ({ sources: { variables: { http: nowhere } } }), {
    outcome: () => ({ status: 'failed', code: 'proxy-unreachable', requests: 0 }),
  }),
  proxied('a proxy that dies in the middle of an answer', (proxy) => own(proxy, `user:${password}`), {
    reply: (form, stage) =>
      heardBeginning(
        form,
        stage,
        [form.begun(...hello).join('')],
        meanwhile(() => proxies.get(stage)?.cut()),
        hang,
      ),
    outcome: ({ streamed }) =>
      streamed ? { status: 'failed', code: 'stream-cut', text: 'Hello you.', requests: 1 } : done,
  }),
]

const hosts = ['127.0.0.1']
const house = makeCertificate({ name: 'Our house' })
const stranger = makeCertificate({ name: 'Nobody knows it' })
const trustHouse = (): ModelNetwork => {
  const caFile = join(temporaryFolder(), 'house.pem')
  writeFileSync(caFile, house.cert)
  return { proxy: 'none', selfSigned: false, caFile }
}
const plain = (): ModelNetwork => ({ proxy: 'none', selfSigned: false })
const accepting = (): ModelNetwork => ({ proxy: 'none', selfSigned: true })

/** A provider behind TLS; without a code its certificate is accepted. */
function overTls(
  name: string,
  certificate: Certificate,
  network: () => ModelNetwork,
  code?: FailureCode,
): FaultScenario {
  return {
    name: `PV-41 ${name}`,
    setting: (form, stage) => tlsSetting(form, stage, certificate, network()),
    reply: (form) => answering(form, form.body(hello)),
    outcome: () => (code ? { status: 'failed', code, text: '', requests: 0, waits: [] } : answered),
  }
}

async function tlsSetting(
  form: WireForm,
  { server, keep }: Stage,
  certificate: Certificate,
  network: ModelNetwork,
  options?: TlsOptions,
): Promise<Setting> {
  const front = keep(await startTlsFront(server().url, certificate, options))
  // What a server of TLS says before it hangs up is not to be lost.
  const { port } = options ? keep(await startRelay(front.port)) : front
  return { endpoint: { baseUrl: addressOf(form, `https://127.0.0.1:${port}`), network } }
}

const old: TlsOptions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }
const selfSigned = makeCertificate({ hosts })
const ended = makeCertificate({ hosts, issuer: house, days: [-9, -1] })

const tlsCases: readonly FaultScenario[] = [
  overTls('signed by itself', selfSigned, plain, 'certificate-self-signed'),
  overTls('signed by itself, which is accepted', selfSigned, accepting),
  overTls(
    'signed by itself and of another name',
    makeCertificate({ hosts: ['other.test'] }),
    accepting,
    'certificate-name-wrong',
  ),
  overTls(
    'signed by itself and ended',
    makeCertificate({ hosts, days: [-9, -1] }),
    accepting,
    'certificate-expired',
  ),
  overTls(
    'of an issuer that nobody knows',
    makeCertificate({ hosts, issuer: stranger }),
    plain,
    'certificate-issuer-unknown',
  ),
  overTls('of the house whose file is trusted', makeCertificate({ hosts, issuer: house }), trustHouse),
  overTls(
    'of another house',
    makeCertificate({ hosts, issuer: stranger }),
    trustHouse,
    'certificate-issuer-unknown',
  ),
  overTls('ended', ended, trustHouse, 'certificate-expired'),
  overTls(
    'not begun',
    makeCertificate({ hosts, issuer: house, days: [1, 9] }),
    trustHouse,
    'certificate-expired',
  ),
  overTls(
    'of another name',
    makeCertificate({ hosts: ['other.test'], issuer: house }),
    trustHouse,
    'certificate-name-wrong',
  ),
  {
    ...overTls('a file of certificates that is none', selfSigned, plain, 'certificate-file-invalid'),
    setting: (form, stage) =>
      tlsSetting(form, stage, selfSigned, { ...plain(), caFile: join(temporaryFolder(), 'missing.pem') }),
  },
  {
    ...overTls('a TLS of before 1.2', selfSigned, plain, 'tls-too-old'),
    setting: (form, stage) => tlsSetting(form, stage, selfSigned, plain(), old),
  },
]

/** The way to a provider: proxies and certificates. */
export const network: readonly FaultScenario[] = [...proxyCases, ...tlsCases]
