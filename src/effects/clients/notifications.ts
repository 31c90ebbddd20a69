import type { ClientEffects } from '../../model/effect.ts';

/** What calls of these clients do. Source and version of each entry: `docs/effects.md`. */
export const notifications: readonly ClientEffects[] = [
  {
    name: 'nodemailer',
    packages: ['nodemailer'],
    kind: 'mail',
    calls: {
      send: 'Transporter.sendMail',
      read: 'Transporter.verify',
    },
  },
  {
    name: '@sendgrid/mail',
    packages: ['@sendgrid/mail'],
    kind: 'mail',
    calls: {
      send: 'MailService.{send,sendMultiple}',
    },
  },
  // Source: notifications-node-client 8.4.0 `client/notification.js`.
  {
    name: 'notifications-node-client',
    packages: ['notifications-node-client'],
    kind: 'mail',
    calls: {
      send: 'NotifyClient.{sendEmail,sendLetter,sendPrecompiledLetter}',
      read: 'NotifyClient.{getNotificationById,getNotifications,getTemplateById,getTemplateByIdAndVersion,getAllTemplates,previewTemplateById,getReceivedTexts,getPdfForLetterNotification}',
      pure: 'NotifyClient.{prepareUpload,setProxy,setClient}',
    },
  },
  {
    name: 'notifications-node-client',
    packages: ['notifications-node-client'],
    kind: 'sms',
    calls: { send: 'NotifyClient.sendSms' },
  },
  {
    name: 'resend',
    packages: ['resend'],
    kind: 'mail',
    calls: {
      send: 'Resend.emails.{send,create} Resend.batch.{send,create} Resend.broadcasts.send',
      read: 'Resend.emails.{get,list,metrics} Resend.broadcasts.{get,list,recipients} Resend.contacts.{get,list}',
      write_idem: 'Resend.emails.{update,cancel} Resend.contacts.{update,remove}',
      write_nonidem: 'Resend.broadcasts.{create,duplicate} Resend.contacts.create',
    },
  },
  {
    name: 'postmark',
    packages: ['postmark'],
    kind: 'mail',
    calls: {
      send: [
        'ServerClient.{sendEmail,sendEmailBatch,sendEmailWithTemplate,sendEmailBatchWithTemplates,sendBulkEmail}',
      ].join(' '),
      read: [
        'ServerClient.{getOutboundMessages,getOutboundMessageDetails,getBounces,getBounce,getDeliveryStatistics,getTemplates,getTemplate}',
      ].join(' '),
      write_nonidem: 'ServerClient.{createTemplate,createWebhook,createMessageStream}',
      write_idem: 'ServerClient.{editTemplate,editServer,deleteTemplate,createSuppressions,deleteSuppressions}',
    },
  },
  {
    name: 'mailgun.js',
    packages: ['mailgun.js'],
    kind: 'mail',
    calls: {
      send: 'client.messages.create',
    },
  },
  {
    name: '@getbrevo/brevo',
    packages: ['@getbrevo/brevo'],
    kind: 'mail',
    calls: {
      send: 'transactionalEmails.sendTransacEmail transactionalSms.{sendTransacSms,sendAsyncTransactionalSms}',
    },
  },
  {
    name: '@mailchimp/mailchimp_transactional',
    packages: ['@mailchimp/mailchimp_transactional'],
    kind: 'mail',
    calls: {
      send: 'messages.{send,sendTemplate,sendRaw}',
    },
  },
  {
    name: 'twilio',
    packages: ['twilio'],
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
    kind: 'sms',
    calls: {
      send: 'messages.{send,create}',
    },
  },
  {
    name: '@vonage/server-sdk',
    packages: ['@vonage/server-sdk'],
    kind: 'sms',
    calls: {
      send: 'sms.send messages.send voice.createOutboundCall',
    },
  },
  {
    name: '@slack/web-api',
    packages: ['@slack/web-api', '@slack/bolt'],
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
    kind: 'chat',
    calls: {
      send: 'IncomingWebhook.send',
    },
  },
  {
    name: 'firebase-admin/messaging',
    packages: ['firebase-admin', 'firebase-admin/messaging'],
    kind: 'push',
    calls: {
      send: 'Messaging.{send,sendEach,sendEachForMulticast}',
      write_idem: 'Messaging.{subscribeToTopic,unsubscribeFromTopic}',
    },
  },
  {
    name: 'expo-server-sdk',
    packages: ['expo-server-sdk'],
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
    kind: 'push',
    calls: {
      send: 'sendNotification',
    },
  },
  {
    name: 'discord.js',
    packages: ['discord.js'],
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
  // customerio-node 4.4.0 `dist/lib/api.d.ts`, `track.d.ts`
  {
    name: 'customerio-node',
    packages: ['customerio-node'],
    kind: 'mail',
    calls: {
      send: 'APIClient.{sendEmail,sendPush,sendSMS,sendInboxMessage,sendInApp,triggerBroadcast}',
      write_idem: 'TrackClient.{identify,destroy,suppress,unsuppress,addDevice,deleteDevice,mergeCustomers}',
      write_nonidem: 'TrackClient.{track,trackAnonymous,trackPageView,trackPush}',
    },
  },
  // @onesignal/node-onesignal 5.18.0 `dist/types/PromiseAPI.d.ts`, `models/Notification.d.ts`; onesignal-node 3.4.0 `lib/client.d.ts`
  {
    name: 'OneSignal',
    packages: ['@onesignal/node-onesignal', 'onesignal-node'],
    kind: 'push',
    calls: {
      send: 'DefaultApi.{createNotification,createNotificationWithRetry} Client.createNotification',
      write_idem: 'DefaultApi.{cancelNotification,updateUser,deleteUser}',
    },
    idempotencyKey: '0.idempotency_key',
  },
  // mailersend 3.4.0 `lib/modules/Email.module.d.ts`, `SMS.module.d.ts`, `WhatsApp.module.d.ts`
  {
    name: 'mailersend',
    packages: ['mailersend'],
    kind: 'mail',
    calls: { send: 'MailerSend.email.{send,sendBulk} MailerSend.sms.send MailerSend.whatsapp.send' },
  },
  // loops 7.3.0 `dist/index.d.ts`
  {
    name: 'loops',
    packages: ['loops'],
    kind: 'mail',
    calls: { send: 'LoopsClient.{sendTransactionalEmail,sendEvent}' },
  },
  // @trycourier/courier 7.10.2 `resources/send.d.ts`
  {
    name: '@trycourier/courier',
    packages: ['@trycourier/courier'],
    kind: 'mail',
    calls: { send: 'Courier.send.message' },
  },
  // @knocklabs/node 1.35.0 `resources/workflows.d.ts`; @novu/node 2.6.6 `build/main/lib/events/events.d.ts`
  {
    name: 'Knock and Novu',
    packages: ['@knocklabs/node', '@novu/node'],
    kind: 'push',
    calls: { send: 'Knock.workflows.trigger Novu.trigger Novu.events.trigger' },
  },
  // @parse/node-apn 8.1.0 `index.d.ts`
  {
    name: '@parse/node-apn',
    packages: ['@parse/node-apn'],
    kind: 'push',
    calls: { send: 'Provider.send MultiProvider.send' },
  },
  // grammy 1.46.0 `out/core/api.d.ts`; telegraf 4.16.3 `typings/telegram.d.ts`
  {
    name: 'grammy and telegraf',
    packages: ['grammy', 'telegraf'],
    kind: 'chat',
    calls: {
      send: [
        'Bot.api.{sendMessage,forwardMessage,copyMessage,sendPhoto,sendAudio,sendDocument,sendVideo,sendVoice,sendMediaGroup,sendInvoice}',
        'Telegraf.telegram.{sendMessage,forwardMessage,copyMessage,sendPhoto,sendAudio,sendDocument,sendVideo,sendVoice,sendMediaGroup,sendInvoice}',
      ].join(' '),
    },
  },
];
