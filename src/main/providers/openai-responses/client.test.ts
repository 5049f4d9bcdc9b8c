import { describeModelClient } from '../../core/ports/model-client.conformance.ts'
import { wireFixture } from '../testing/wire-fixture.ts'

describeModelClient('openai-responses', { make: (scenario) => wireFixture('openai-responses', scenario) })
