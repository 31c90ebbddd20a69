import type { ClientEffects } from '../../model/effect.ts';

/** What calls of clients that send texts, chat messages and push notifications do. Where each entry was looked up: `seenIn`, and `docs/effects.md`. */
export const notifications: readonly ClientEffects[] = [
  { name: 'apn', packages: ['apn'], seenIn: 'apn 2.2.0 `index.d.ts`', kind: 'push', calls: { send: 'Provider.send' } },
  {
    name: 'notifications-node-client',
    packages: ['notifications-node-client'],
    kind: 'sms',
    calls: { send: 'NotifyClient.sendSms' },
  },
  {
    name: 'twilio',
    packages: ['twilio'],
    seenIn: 'twilio 6.2.0',
    kind: 'sms',
    calls: {
      send: 'Twilio.messages.create Twilio.calls.create verify.v2.services().verifications.create',
      read: 'Twilio.messages.{list,page,each} Twilio.calls.{list,page,each}',
      write_nonidem: 'verify.v2.services().verificationChecks.create conversations/sync.create',
    },
  },
  {
    name: 'telnyx',
    packages: ['telnyx'],
    seenIn: 'telnyx 7.24.0',
    kind: 'sms',
    calls: {
      send: 'messages.{send,create}',
    },
  },
  {
    name: '@vonage/server-sdk',
    packages: ['@vonage/server-sdk'],
    seenIn: '@vonage/server-sdk 3.27.0',
    kind: 'sms',
    calls: {
      send: 'sms.send messages.send voice.createOutboundCall',
    },
  },
  {
    name: '@slack/web-api',
    packages: ['@slack/web-api', '@slack/bolt'],
    seenIn: '@slack/web-api 8.2.0',
    kind: 'chat',
    calls: {
      send: [
        'WebClient.chat.{postMessage,postEphemeral,meMessage,scheduleMessage,startStream,appendStream}',
        'WebClient.files.{uploadV2,completeUploadExternal} WebClient.filesUploadV2',
      ].join(' '),
      write_idem: [
        'WebClient.chat.{update,delete,deleteScheduledMessage,unfurl,stopStream} WebClient.files.delete',
        'WebClient.conversations.{invite,join,kick,leave,rename,setTopic,setPurpose,archive,unarchive,open}',
        'WebClient.reactions.{add,remove}',
      ].join(' '),
      read: [
        'WebClient.chat.getPermalink WebClient.files.{info,list}',
        'WebClient.conversations.{history,info,list,members,replies}',
      ].join(' '),
      write_nonidem: 'WebClient.conversations.create',
      write_cond: 'WebClient.apiCall',
    },
    otherwise: { write_nonidem: 'WebClient.apiCall' },
  },
  {
    name: '@slack/webhook',
    packages: ['@slack/webhook'],
    seenIn: '@slack/webhook 8.0.2',
    kind: 'chat',
    calls: {
      send: 'IncomingWebhook.send',
    },
  },
  {
    name: 'firebase-admin/messaging',
    packages: ['firebase-admin', 'firebase-admin/messaging'],
    seenIn: 'firebase-admin/messaging 14.5.1',
    kind: 'push',
    calls: {
      send: 'Messaging.{send,sendEach,sendEachForMulticast}',
      write_idem: 'Messaging.{subscribeToTopic,unsubscribeFromTopic}',
    },
  },
  {
    name: 'expo-server-sdk',
    packages: ['expo-server-sdk'],
    seenIn: 'expo-server-sdk 7.2.0',
    kind: 'push',
    calls: {
      send: 'Expo.sendPushNotificationsAsync',
      read: 'Expo.getPushNotificationReceiptsAsync',
      pure: 'Expo.chunkPushNotifications',
    },
  },
  {
    name: 'web-push',
    packages: ['web-push'],
    seenIn: 'web-push 3.6.7',
    kind: 'push',
    calls: {
      send: 'sendNotification',
    },
  },
  {
    name: 'discord.js',
    packages: ['discord.js'],
    seenIn: 'discord.js 14.28.1',
    kind: 'chat',
    calls: {
      send: 'TextChannel.{send,sendTyping}',
      read: 'TextChannel.{fetchWebhooks,fetchInvites}',
      write_idem: 'TextChannel.{bulkDelete,delete,edit,setTopic,setName}',
      write_nonidem: 'TextChannel.{createInvite,createWebhook}',
    },
  },
  {
    name: 'node-telegram-bot-api',
    packages: ['node-telegram-bot-api'],
    seenIn: 'node-telegram-bot-api 2.1.0',
    kind: 'chat',
    calls: {
      send: 'TelegramBot.{sendMessage,sendPhoto,sendDocument,sendInvoice,forwardMessage}',
      write_idem: 'TelegramBot.{editMessageText,deleteMessage}',
    },
  },
  {
    name: 'pusher / ably',
    packages: ['pusher', 'ably'],
    kind: 'push',
    calls: {
      publish: 'Pusher.{trigger,triggerBatch} Ably_channel.publish',
    },
  },
  {
    name: 'OneSignal',
    packages: ['@onesignal/node-onesignal', 'onesignal-node'],
    seenIn: '@onesignal/node-onesignal 5.18.0 `dist/types/PromiseAPI.d.ts`, `models/Notification.d.ts`; onesignal-node 3.4.0 `lib/client.d.ts`',
    kind: 'push',
    calls: {
      send: 'DefaultApi.{createNotification,createNotificationWithRetry} Client.createNotification',
      write_idem: 'DefaultApi.{cancelNotification,updateUser,deleteUser}',
    },
    idempotencyKey: '0.idempotency_key',
  },
  {
    name: 'Knock and Novu',
    packages: ['@knocklabs/node', '@novu/node'],
    seenIn: '@knocklabs/node 1.35.0 `resources/workflows.d.ts`; @novu/node 2.6.6 `build/main/lib/events/events.d.ts`',
    kind: 'push',
    calls: { send: 'Knock.workflows.trigger Novu.trigger Novu.events.trigger' },
  },
  {
    name: '@parse/node-apn',
    packages: ['@parse/node-apn'],
    seenIn: '@parse/node-apn 8.1.0 `index.d.ts`',
    kind: 'push',
    calls: { send: 'Provider.send MultiProvider.send' },
  },
  {
    name: 'grammy and telegraf',
    packages: ['grammy', 'telegraf'],
    seenIn: 'grammy 1.46.0 `out/core/api.d.ts`; telegraf 4.16.3 `typings/telegram.d.ts`',
    kind: 'chat',
    calls: {
      send: [
        'Bot.api.{sendMessage,forwardMessage,copyMessage,sendPhoto,sendAudio,sendDocument,sendVideo,sendVoice,sendMediaGroup,sendInvoice}',
        'Telegraf.telegram.{sendMessage,forwardMessage,copyMessage,sendPhoto,sendAudio,sendDocument,sendVideo,sendVoice,sendMediaGroup,sendInvoice}',
      ].join(' '),
    },
  },
];
