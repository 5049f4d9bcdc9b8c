import { expect, test } from 'vitest'
import { isMetadataAddress, isPublicAddress } from './address-kind.ts'
import { readTarget } from './fetch-target.ts'

// As the parser of URLs returns what people write: a test of the written form would prove nothing.
const parsed = (host: string) => readTarget(`http://${host}/`).hostname.replace(/^\[|\]$/g, '')

test.each([
  ['127.0.0.1', '127.1', '0x7f.1', '0177.0.0.1', '2130706433', '0x7f000001', '127.0.0.1.', '１２７。0。0。1'],
  ['0.0.0.0', '0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '192.0.0.8', '198.18.0.1'],
  ['169.254.169.254', '0xa9fea9fe', '2852039166', '100.64.0.1', '100.100.100.200', '168.63.129.16'],
  ['224.0.0.1', '239.255.255.250', '240.0.0.1', '255.255.255.255', '192.0.2.1', '203.0.113.9'],
  ['[::1]', '[::]', '[fd00::1]', '[fc00::1]', '[fe80::1]', '[fec0::1]', '[ff02::1]', '[2001:db8::1]'],
  ['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::ffff:a9fe:a9fe]', '[0:0:0:0:0:ffff:a00:1]', '[::127.0.0.1]'],
  ['[64:ff9b::a9fe:a9fe]', '[64:ff9b::10.0.0.1]', '[64:ff9b:1::a00:1]', '[2002:7f00:1::]', '[2002:a00:1::1]'],
  ['[2001::7f00:1]', '[2001:0:4136:e378:8000:63bf:3fff:fdd2]', '[fd00:ec2::254]', '[3fff::1]', '[100::1]'],
])('SF-02 %s and the like are not public', (...hosts) => {
  const open = hosts.filter((host) => isPublicAddress(parsed(host)))
  expect(open).toEqual([])
})

test.each([
  '93.184.215.14',
  '1.1.1.1',
  '172.32.0.1',
  '100.128.0.1',
  '169.253.1.1',
  '192.167.255.255',
  '[2606:4700::1111]',
  '[2a00:1450:4001:81b::200e]',
  '[::ffff:1.1.1.1]',
  '[64:ff9b::101:101]',
])('SF-02 %s is public', (host) => {
  expect(isPublicAddress(parsed(host))).toBe(true)
})

test('SF-02 what is no address, or one of a link of this machine, is not public', () => {
  expect(['', 'localhost', 'fe80::1%eth0', '1.2.3', '2606:4700::1111%1'].filter(isPublicAddress)).toEqual([])
})

test('SF-06 where clouds keep keys is told from the user’s own network', () => {
  const closed = ['169.254.169.254', '[::ffff:a9fe:a9fe]', '[fd00:ec2::254]', '100.100.100.200', '[fe80::1]']
  expect(closed.filter((host) => !isMetadataAddress(parsed(host)))).toEqual([])
  expect(
    ['127.0.0.1', '192.168.1.5', '[fd12::1]', '[::1]'].filter((host) => isMetadataAddress(parsed(host))),
  ).toEqual([])
})

test.each([
  'file:///etc/passwd',
  'ftp://example.org/',
  'gopher://example.org/',
  'data:text/html,hello',
  'blob:https://example.org/1',
  'jar:https://example.org/a.jar!/',
  'unix:/var/run/docker.sock',
  'http+unix://%2Fvar%2Frun%2Fdocker.sock/',
  'javascript:alert(1)',
  '//example.org/',
  '/etc/passwd',
  'https://user@example.org/',
  'https://user:word@example.org/',
  'https:\\\\example.org\\',
  'https://example.org\\@127.0.0.1/',
  'https://',
  '',
])('SF-01 %s is refused', (text) => {
  expect(() => readTarget(text)).toThrow(/address/)
})

test.each(['http://a@127.0.0.1#b', 'http://exam\tple.org/', 'http://example.org/\n', ' http://example.org/'])(
  'SF-05 %j, which parsers read differently, is refused',
  (text) => {
    expect(() => readTarget(text)).toThrow(/address/)
  },
)

test('SF-05 a host is looked at as it will be used', () => {
  expect(readTarget('http://127。0。0。1/').hostname).toBe('127.0.0.1')
  expect(readTarget('http://example.org#@127.0.0.1/').hostname).toBe('example.org')
  expect(() => readTarget('http://example.org／@127.0.0.1/')).toThrow(/address/)
})
