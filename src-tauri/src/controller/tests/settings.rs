//! What is changed in one place is seen in the others.

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
async fn each_change_is_told_to_the_window_and_new_looks_are_worn() {
    let stage = Stage::set().await;
    let settings = stage.controller.settings.clone();
    let worn = || *stage.desktop.worn.lock().expect("whole");
    // As the tray does.
    settings.pause(Pause::Hour).expect("writable");
    stage.settings_changed().await;
    assert_eq!(worn(), None, "nothing looks different");
    settings
        .change(|mut settings| {
            settings.choices.appearance.theme = Theme::Dark;
            settings.choices.tray.counts = true;
            Ok(settings)
        })
        .expect("writable");
    stage.settings_changed().await;
    let (appearance, tray) = worn().expect("worn before it is told");
    let wanted = TrayChoices {
        icon: true,
        counts: true,
    };
    assert_eq!((appearance.theme, tray), (Theme::Dark, wanted));
}
