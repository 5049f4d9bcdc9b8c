import { describeModelClient } from '../../core/ports/model-client.conformance.ts'
import { wireFixture } from '../testing/wire-fixture.ts'

describeModelClient('openai-chat', { make: (scenario) => wireFixture('openai-chat', scenario) })
