import { expect, test } from 'vitest';
import { readInfrastructure } from '../../src/infrastructure/index.ts';
import { factsOf, place } from './resource.ts';

function variables(file: string, text: string): readonly string[] {
  return factsOf(file, text).resources.map((each) => (each.kind === 'binding' && each.value.kind === 'text' ? `${each.name}=${each.value.text} ${place(each.at).split('-')[0] ?? ''}` : each.kind));
}

test('Compose files list variables as a map or as a list', () => {
  const text = `services:
  shop:
    image: shop
    environment:
      ORDERS_QUEUE: orders
      RETRIES: 3
      SECRET: \${SECRET}
  worker:
    environment:
      - ORDERS_QUEUE=orders
      - FROM_HOST
`;
  expect(variables('docker-compose.yml', text)).toEqual(['ORDERS_QUEUE=orders 5:7', 'RETRIES=3 6:7', 'ORDERS_QUEUE=orders 10:9']);
  expect(variables('compose.prod.yaml', text)).toHaveLength(3);
});

test('manifests of Kubernetes, each document at its own lines', () => {
  const text = `apiVersion: v1
kind: ConfigMap
data:
  ORDERS_QUEUE: orders
---
apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: worker
          env:
            - name: MAILS_QUEUE
              value: mails
            - name: TOKEN
              valueFrom: { secretKeyRef: { name: shop, key: token } }
`;
  expect(variables('k8s/worker.yaml', text)).toEqual(['ORDERS_QUEUE=orders 4:3', 'MAILS_QUEUE=mails 14:15']);
});

test('values of a Helm chart', () => {
  expect(variables('chart/values.yaml', 'replicas: 2\nworker:\n  env:\n    ORDERS_QUEUE: orders\n  extraEnv:\n    - { name: MAILS_QUEUE, value: mails }\n')).toEqual([
    'ORDERS_QUEUE=orders 4:5',
    'MAILS_QUEUE=mails 6:7',
  ]);
});

test('dotenv files', () => {
  expect(variables('.env.example', '# queues\nORDERS_QUEUE=orders # all\nexport MAILS_QUEUE="mails"\nEMPTY=\nlower=no\n')).toEqual(['ORDERS_QUEUE=orders 2:1', 'MAILS_QUEUE=mails 3:1', 'EMPTY= 4:1']);
});

test('defaults of Compose, and files that it names', () => {
  expect(variables('compose.yaml', 'services:\n  worker:\n    env_file: config/worker.env\n    environment:\n      ORDERS_QUEUE: ${ORDERS_QUEUE:-orders}\n      MAILS_QUEUE: shop-${MAILS-mails}\n      TOKEN: ${TOKEN}\n')).toEqual([
    'ORDERS_QUEUE=orders 5:7',
    'MAILS_QUEUE=shop-mails 6:7',
  ]);
  expect(variables('config/worker.env', 'RETURNS_QUEUE=returns\n')).toEqual(['RETURNS_QUEUE=returns 1:1']);
});

test('templates and other YAML are left alone; odd files never throw', () => {
  expect(readInfrastructure('chart/templates/worker.yaml', 'apiVersion: apps/v1\nenv:\n  - name: {{ .Values.name }}\n')).toBeUndefined();
  expect(readInfrastructure('notes.yaml', 'env:\n  A: b\n')).toBeUndefined();
  expect(variables('docker-compose.yml', 'services: [1, {environment: [null, 3, {}]}]\n: {')).toEqual([]);
});
