//! Changes of settings reach the window and the desktop.

use super::stage::Stage;
use crate::{
    desktop::{appearance::Theme, news::News, tray::TrayChoices},
    settings::view::{Pause, SettingsChanged},
};

impl Stage {
    async fn settings_changed(&self) {
        self.news(News::event::<SettingsChanged>).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_change_is_sent_to_the_window_and_a_new_appearance_is_applied() {
    let stage = Stage::set().await;
    let settings = stage.controller.settings.clone();
    let worn = || *stage.desktop.worn.lock().expect("whole");
    // As the tray menu does.
    settings.pause(Pause::Hour).expect("writable");
    stage.settings_changed().await;
    assert_eq!(worn(), None, "the appearance hasn't changed");
    settings
        .change(|mut settings| {
            settings.choices.appearance.theme = Theme::Dark;
            settings.choices.tray.counts = true;
            Ok(settings)
        })
        .expect("writable");
    stage.settings_changed().await;
    let (appearance, tray) = worn().expect("applied before the window hears of it");
    let wanted = TrayChoices {
        icon: true,
        counts: true,
    };
    assert_eq!((appearance.theme, tray), (Theme::Dark, wanted));
}
