import type { Compose } from '../../delivery/outbox.js';
import { askMessage, storyMessage } from './messages/story.js';
import { StoryPayload } from './schema.js';
import { viewAsk, viewStory } from './use-cases/view.js';
import type { StoryNeeds } from './use-cases/needs.js';

/** The words of stories, at the moment they are sent or looked at. */
export const storyNotices = (needs: StoryNeeds): ReadonlyMap<string, Compose> =>
  new Map<string, Compose>([
    [
      'stories.ask',
      async (payload) => {
        const { partnership, story, member = '' } = StoryPayload.parse(payload);
        const view = await viewAsk(needs, partnership, story, member);
        return view && askMessage(view);
      },
    ],
    [
      'stories.post',
      async (payload) => {
        const { partnership, story } = StoryPayload.parse(payload);
        const view = await viewStory(needs, partnership, story);
        return view && storyMessage(view.text, view.partnership);
      },
    ],
  ]);
