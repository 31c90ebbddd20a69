import type { Broker } from '../model/broker.ts';

/**
 * AWS Step Functions by the AWS SDK, versions 3 and 2: executions that are started, and activities that workers ask for.
 * A task that fails or is not answered is tried as the state machine's definition says; a second execution of one name is refused.
 * Source: `@aws-sdk/client-sfn` 3.1164.0 `dist-types/models`; `aws-sdk` 2 `clients/stepfunctions.d.ts`.
 */
export const stepFunctions: Broker = {
  name: 'step-functions',
  title: 'AWS Step Functions (AWS SDK)',
  system: 'aws_step_functions',
  delivery: {
    deadLetter: 'kept',
    deliveries: 'unknown',
    settledByHandler: true,
    redelivery: 'Step Functions gives out a task again as the state machine retries it.',
  },
  shape: {
    packages: ['@aws-sdk/client-sfn', 'aws-sdk', 'aws-sdk/clients/stepfunctions', 'aws-sdk/clients/all'],
    defaultExport: 'StepFunctions',
    sameAs: { 'AWS.StepFunctions': 'SFN', 'default.StepFunctions': 'SFN', StepFunctions: 'SFN' },
  },
  consumers: {
    'new GetActivityTaskCommand': { destination: ['0.activityArn'], handler: ['enclosing'] },
    'SFN.getActivityTask': { destination: ['0.activityArn'], handler: ['enclosing'] },
  },
  producers: {
    'new StartExecutionCommand': { destination: ['0.stateMachineArn'], deduplication: ['0.name'], outcome: 'promise' },
    'SFN.startExecution': { destination: ['0.stateMachineArn'], deduplication: ['0.name'], outcome: 'callback or promise' },
  },
  settlements: {
    'new SendTaskSuccessCommand': { settles: 'ack' },
    'new SendTaskFailureCommand': { settles: 'reject' },
    'new SendTaskHeartbeatCommand': { settles: 'extend' },
    'SFN.sendTaskSuccess': { settles: 'ack' },
    'SFN.sendTaskFailure': { settles: 'reject' },
    'SFN.sendTaskHeartbeat': { settles: 'extend' },
  },
};
