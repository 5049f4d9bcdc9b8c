import { describeModelClient } from '../../core/ports/model-client.conformance.ts'
import { wireFixture } from '../testing/wire-fixture.ts'

describeModelClient('anthropic-messages', { make: (scenario) => wireFixture('anthropic-messages', scenario) })
