/**
 * Rules of other tools that ask for a dead-letter queue.
 * Source: cdk-nag 3 RULES.md (`AwsSolutions-SQS3`, `…-SQSRedrivePolicy`, `…-LambdaDLQ`); serverless-rules (ES6000, ES1007);
 * AWS Guard rules registry (`LAMBDA_DLQ_CHECK`); Checkov (`CKV_AWS_116`).
 */
export const acceptsQueue = /^(?:.*[-:])?(?:SQS3|SQSRedrivePolicy)$|^ES6000$/;
export const acceptsFunction = /^(?:.*[-:])?LambdaDLQ$|^LAMBDA_DLQ_CHECK$|^CKV_AWS_116$|^ES1007$/;
