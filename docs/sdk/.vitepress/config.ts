import { defineConfig } from 'vitepress';

const page = (text: string, link: string) => ({ text, link: `/${link}` });

export default defineConfig({
  lang: 'en',
  title: 'Huế hub SDK',
  description: 'Build on the city of Huế: typed operations and live streams that lose nothing',
  cacheDir: '../../node_modules/.cache/vitepress',
  // The hub that a reader starts by themselves.
  ignoreDeadLinks: 'localhostLinks',
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    sidebar: [
      { text: 'Begin', items: [page('Overview', ''), page('Ten-minute start', 'start')] },
      {
        text: 'Recipes',
        items: [
          page('Reports', 'reports'),
          page('Uploads', 'uploads'),
          page('Alerts', 'alerts'),
          page('Environment', 'environment'),
          page('Places and agencies', 'places'),
          page('Citizens', 'citizens'),
          page('Your app', 'vendors'),
          page('Sandbox to live', 'sandbox'),
        ],
      },
      {
        text: 'How it works',
        items: [
          page('Live streams', 'live'),
          page('Errors', 'errors'),
          page('Retries and idempotency', 'retries'),
          page('Paging', 'paging'),
          page('Own operations', 'operations'),
        ],
      },
      {
        text: 'With',
        items: [
          page('React', 'react'),
          page('Apollo Client and urql', 'apollo-urql'),
          page('Python', 'python'),
        ],
      },
      {
        text: 'Releases',
        items: [page('Deprecations', 'deprecations'), page('Changelog', 'changelog')],
      },
    ],
  },
});
